namespace EventAuth.Core.Policies;

/// <summary>What a person wants always to hold: no change of the policy may break it.</summary>
/// <param name="Id">
/// Its name for programs: 1 to <see cref="MaxIdLength"/> of A–Z a–z 0–9 <c>.</c> <c>-</c> <c>_</c>, once in a policy.
/// </param>
/// <param name="Events">Which events: every name that matches, seen or not.</param>
/// <param name="Note">Why, for people; at most <see cref="MaxNoteLength"/> characters; or null.</param>
public sealed record Guarantee(
    string Id, EventPattern Events, GuaranteedCustomer Customer, GuaranteedOutcome Expect, string? Note = null)
{
    /// <summary>The most guarantees of a policy.</summary>
    public const int MaxCount = 100;

    /// <summary>The longest id, in characters.</summary>
    public const int MaxIdLength = 64;

    /// <summary>The longest note, in characters.</summary>
    public const int MaxNoteLength = 200;

    /// <summary>Whether a text is an id.</summary>
    public static bool IsId(string? text) =>
        text is { Length: > 0 and <= MaxIdLength } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}

/// <summary>From whom. Stored by its code.</summary>
public enum GuaranteedCustomer
{
    /// <summary>Without a token, from a customer who is not known.</summary>
    Anonymous,

    /// <summary>Without a token, from a customer who is known by e-mail or customId.</summary>
    Known,

    /// <summary>With a valid token.</summary>
    Authenticated,

    /// <summary>From each of the three.</summary>
    Any,
}

/// <summary>What happens to the events of a guarantee. Stored by its code.</summary>
public enum GuaranteedOutcome
{
    /// <summary>They are accepted.</summary>
    Accepted,

    /// <summary>They are never accepted.</summary>
    Rejected,

    /// <summary>They never change customer data, accepted or not.</summary>
    NoDataChange,

    /// <summary>They are accepted, and may change customer data.</summary>
    DataChange,
}
