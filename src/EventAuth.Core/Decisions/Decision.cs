namespace EventAuth.Core.Decisions;

/// <summary>The verdict on one event.</summary>
/// <param name="MayChangeData">Whether the event may change customer data; never true for a rejected one.</param>
public readonly record struct Decision(DecisionReason Reason, bool MayChangeData)
{
    /// <summary>Whether the event is accepted.</summary>
    public bool Accepted => Reason.Accepts();
}

/// <summary>Who sends an event, as far as that is known when the decision is taken.</summary>
public enum CustomerState
{
    /// <summary>No token, and no profile behind the uuid, or one without e-mail and customId.</summary>
    Anonymous,

    /// <summary>No token, and a profile with e-mail or customId behind the uuid. No proof: a uuid is not a secret.</summary>
    Known,

    /// <summary>A valid token says who it is.</summary>
    Authenticated,
}

/// <summary>The contract's words for the outcome of a decision.</summary>
public static class DecisionOutcome
{
    public const string Accepted = "accepted";

    public const string Rejected = "rejected";

    /// <summary>The word for an outcome.</summary>
    public static string Of(bool accepted) => accepted ? Accepted : Rejected;

    /// <summary>Whether a word means accepted; null where it is neither.</summary>
    public static bool? Read(string word) => word switch
    {
        Accepted => true,
        Rejected => false,
        _ => null,
    };
}
