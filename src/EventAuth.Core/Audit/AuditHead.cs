namespace EventAuth.Core.Audit;

/// <summary>The end of the trail. A copy kept elsewhere shows later that nothing before it was changed.</summary>
/// <param name="Number">The number of the last entry; 0 for a trail without entries.</param>
/// <param name="Hash">Its hash: 64 lower-case hexadecimal digits.</param>
public readonly record struct AuditHead(long Number, string Hash)
{
    /// <summary>The end of a trail without entries.</summary>
    public static AuditHead None { get; } = new(0, new string('0', 64));

    /// <summary>Whether a text is a hash of a head, in upper or lower case.</summary>
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
