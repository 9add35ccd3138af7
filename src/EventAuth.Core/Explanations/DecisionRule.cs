namespace EventAuth.Core.Explanations;

/// <summary>The questions of a decision, in the order in which they are asked; the first that gives a verdict ends it.</summary>
public enum DecisionRule
{
    /// <summary>Do the event's fields keep the rules?</summary>
    Form,

    /// <summary>Is the token good, where one was sent?</summary>
    Token,

    /// <summary>Is it on the list with JWT?</summary>
    ListWithJwt,

    /// <summary>Is it on the list without JWT for updating?</summary>
    ListWithoutJwt,

    /// <summary>Is there a valid token?</summary>
    ValidToken,

    /// <summary>Is the customer known?</summary>
    KnownCustomer,

    /// <summary>Does the list for anonymous customers let it through?</summary>
    AnonymousList,
}

/// <summary>One question of a decision and whether it gave the verdict.</summary>
/// <param name="Decided">Whether it gave the verdict.</param>
public readonly record struct DecisionStep(DecisionRule Rule, bool Decided);
