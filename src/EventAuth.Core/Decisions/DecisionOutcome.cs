namespace EventAuth.Core.Decisions;

/// <summary>The contract's words for the outcome of a decision.</summary>
public static class DecisionOutcome
{
    public const string Accepted = "accepted";

    public const string Rejected = "rejected";

    /// <summary>The word for an outcome.</summary>
    public static string Of(bool accepted) => accepted ? Accepted : Rejected;

    /// <summary>Whether a word means accepted; null if it is neither.</summary>
    public static bool? Read(string word) => word switch
    {
        Accepted => true,
        Rejected => false,
        _ => null,
    };
}
