namespace EventAuth.Core.Explanations;

/// <summary>The questions of a decision, in the order in which they are asked; the first that gives a verdict is the last.</summary>
public enum DecisionRule
{
    /// <summary>Are the event's fields valid?</summary>
    Form,

    /// <summary>Is the token valid, if one was sent?</summary>
    Token,

    /// <summary>Is it on the list with JWT?</summary>
    ListWithJwt,

    /// <summary>Is it on the list without JWT for updating?</summary>
    ListWithoutJwt,

    /// <summary>Is it on a list at all, where all other events are limited?</summary>
    OtherEvents,

    /// <summary>Is there a valid token?</summary>
    ValidToken,

    /// <summary>Is the customer known?</summary>
    KnownCustomer,

    /// <summary>Does the list for anonymous customers allow it?</summary>
    AnonymousList,
}

/// <summary>One question of a decision and whether it gave the verdict.</summary>
/// <param name="Decided">Whether it gave the verdict.</param>
public readonly record struct DecisionStep(DecisionRule Rule, bool Decided);
