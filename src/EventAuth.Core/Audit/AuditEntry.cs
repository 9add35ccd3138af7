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

/// <summary>The end of the trail: who keeps it elsewhere can show later that nothing before it was changed.</summary>
/// <param name="Number">The number of the last entry; 0 for a trail without entries.</param>
/// <param name="Hash">Its hash: 64 lower-case hexadecimal digits.</param>
public readonly record struct AuditHead(long Number, string Hash)
{
    /// <summary>The end of a trail without entries.</summary>
    public static AuditHead None { get; } = new(0, new string('0', 64));

    /// <summary>Whether a text is a hash as heads have them, in either case.</summary>
    public static bool IsHash(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigit);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string text, out AuditHead head)
    {
        head = None;
        if (text.Trim().Split(' ') is not [var number, var hash]
            || !long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var parsed)
            || !IsHash(hash))
        {
            return false;
        }

        head = new AuditHead(parsed, hash.ToLowerInvariant());
        return true;
    }

    /// <summary>"42 3f0c…": number and hash.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number} {Hash}");
}

/// <summary>How entries are joined.</summary>
public static class AuditChain
{
    private static readonly byte[] Beginning = new byte[AuditKey.Length];

    /// <summary>The entry that follows, sealed.</summary>
    /// <param name="actor">Who did it, where the fact does not say, and from where.</param>
    public static AuditEntry Follow(AuditKey key, AuditHead head, AuditFact fact, AuditActor actor, DateTimeOffset time)
    {
        // As it is stored, so that it has the same hash when it is read again.
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
        var previous = head.Number == 0 ? Beginning : Convert.FromHexString(head.Hash);
        var entry = new AuditEntry(
            head.Number + 1, moment, fact.Who ?? actor.Who, actor.Origin,
            fact.Action.Code, fact.Subject, fact.Before, fact.After, previous, default);
        return entry with { Hash = key.Seal(entry) };
    }
}
