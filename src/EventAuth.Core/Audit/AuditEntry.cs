namespace EventAuth.Core.Audit;

/// <summary>One entry of the audit trail. Append-only.</summary>
/// <param name="Number">1 for the first, then one more with each; nothing is left out.</param>
/// <param name="Time">When, in UTC, in whole milliseconds.</param>
/// <param name="Who">E-mail, "API key" and name, "installation", or at sign-in the account's <see cref="AuditKey.PseudonymOf"/>.</param>
/// <param name="Origin">The network address it came from; null for what the program did itself.</param>
/// <param name="Action">The code of an <see cref="AuditAction"/>.</param>
/// <param name="Before">JSON, or null.</param>
/// <param name="After">JSON, or null.</param>
/// <param name="Previous">The hash of the entry before; 32 zero bytes for the first.</param>
/// <param name="Hash">32 bytes: <see cref="AuditKey.Seal"/> over all of the above.</param>
public sealed record AuditEntry(
    long Number,
    DateTimeOffset Time,
    string Who,
    string? Origin,
    string Action,
    string Subject,
    string? Before,
    string? After,
    ReadOnlyMemory<byte> Previous,
    ReadOnlyMemory<byte> Hash)
{
    /// <summary>The name under which the program itself acts.</summary>
    public const string Installation = "installation";

    /// <summary>The end of the trail as of this entry.</summary>
    public AuditHead Head => new(Number, Convert.ToHexStringLower(Hash.Span));
}
