namespace EventAuth.Core.Audit;

/// <summary>Something that happened and is to be recorded. Never holds a password, a key, a token or data of customers.</summary>
/// <param name="Action">What was done.</param>
/// <param name="Subject">To what: a list, an event's name, a key's name.</param>
/// <param name="Before">What was there before, as JSON; null for nothing.</param>
/// <param name="After">What is there now, as JSON; null for nothing.</param>
public sealed record AuditFact(AuditAction Action, string Subject, string? Before = null, string? After = null)
{
    /// <summary>Who did it, where that is not the person or program whose request is being handled.</summary>
    public string? Who { get; init; }
}
