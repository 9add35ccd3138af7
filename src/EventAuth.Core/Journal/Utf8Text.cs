namespace EventAuth.Core.Journal;

/// <summary>A UTF-8 text in a buffer of somebody else, valid as long as the buffer; the default is no text, not an empty one.</summary>
public readonly record struct Utf8Text
{
    // An empty span of a buffer differs from no span at all, so no extra flag is needed to say that there is a text.
    private readonly ReadOnlyMemory<byte> _bytes;

    /// <summary>Takes bytes that are known to be UTF-8.</summary>
    public Utf8Text(ReadOnlyMemory<byte> bytes) => _bytes = bytes.Equals(default) ? Array.Empty<byte>() : bytes;

    /// <summary>Whether there is a text at all.</summary>
    public bool IsPresent => !_bytes.Equals(default);

    /// <summary>The text; empty when there is none.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes.Span;

    /// <summary>How many UTF-16 units the text has as a string.</summary>
    public int Length => Ascii.IsValid(Bytes) ? Bytes.Length : Encoding.UTF8.GetCharCount(Bytes);

    /// <summary>The same text in its own memory; null for none.</summary>
    public static Utf8Text Of(string? text) => text is null ? default : new Utf8Text(Encoding.UTF8.GetBytes(text));

    /// <summary>The text as a string, or null for none.</summary>
    public string? ToStringOrNull() => IsPresent ? Encoding.UTF8.GetString(Bytes) : null;

    /// <summary>Whether this equals the given text, character by character.</summary>
    public bool Is(string text) => IsPresent && (Ascii.IsValid(Bytes) ? Ascii.Equals(Bytes, text) : Encoding.UTF8.GetString(Bytes) == text);

    public override string ToString() => ToStringOrNull() ?? "";

    public bool Equals(Utf8Text other) => IsPresent == other.IsPresent && Bytes.SequenceEqual(other.Bytes);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }
}
