using System.Collections.Concurrent;

namespace EventAuth.Core.Policies;

/// <summary>The name of an event ("page.visit"): 2–32 of A–Z a–z 0–9 <c>.</c> <c>-</c> <c>_</c>, compared byte for byte.</summary>
public readonly record struct EventName : IComparable<EventName>
{
    /// <summary>The least number of characters of a name.</summary>
    public const int MinLength = 2;

    /// <summary>The greatest number of characters of a name.</summary>
    public const int MaxLength = 32;

    /// <summary>The rule in words, for messages.</summary>
    public const string Rule = "2 to 32 characters: letters A–Z and a–z, digits, dot, hyphen and underscore";

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_");

    private readonly string? _value;

    private EventName(string value) => _value = value;

    /// <summary>The name itself. Throws for the default value, which is not a name.</summary>
    public string Value => _value ?? throw new InvalidOperationException("The default EventName is not a name.");

    /// <summary>Whether the text is a name by the rule.</summary>
    public static bool IsValid(ReadOnlySpan<char> text) =>
        text.Length is >= MinLength and <= MaxLength && !text.ContainsAnyExcept(Allowed);

    /// <summary>Parses the text as a name; false when it breaks the rule.</summary>
    public static bool TryParse(string? text, out EventName name)
    {
        name = text is not null && IsValid(text) ? new EventName(text) : default;
        return name._value is not null;
    }

    /// <summary>The same for text in UTF-8. A name that was seen before costs no memory.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out EventName name)
    {
        Span<char> characters = stackalloc char[MaxLength];
        var isName = text.Length <= MaxLength
            && Ascii.ToUtf16(text, characters, out _) == OperationStatus.Done
            && IsValid(characters[..text.Length]);
        name = isName ? new EventName(EventNamePool.ToText(characters[..text.Length])) : default;
        return isName;
    }

    /// <summary>Parses the text as a name, or throws: for names that are known to be valid.</summary>
    public static EventName Parse(string text) =>
        TryParse(text, out var name) ? name : throw new FormatException("Not an event name: " + Rule + ".");

    public int CompareTo(EventName other) => string.CompareOrdinal(_value, other._value);

    public override string ToString() => _value ?? "";

    public static bool operator <(EventName left, EventName right) => left.CompareTo(right) < 0;

    public static bool operator >(EventName left, EventName right) => left.CompareTo(right) > 0;

    public static bool operator <=(EventName left, EventName right) => left.CompareTo(right) <= 0;

    public static bool operator >=(EventName left, EventName right) => left.CompareTo(right) >= 0;
}

/// <summary>One string for each name that events bring, so that the same few names are not created again with every event.</summary>
internal static class EventNamePool
{
    /// <summary>Senders choose the names, so this is limited: about 2 MB.</summary>
    private const int Most = 16_384;

    private static readonly ConcurrentDictionary<string, string> Names = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> ByText =
        Names.GetAlternateLookup<ReadOnlySpan<char>>();
    private static int _count;

    public static string ToText(ReadOnlySpan<char> name)
    {
        if (ByText.TryGetValue(name, out var known))
        {
            return known;
        }

        var text = name.ToString();
        if (Volatile.Read(ref _count) < Most && Names.TryAdd(text, text))
        {
            Interlocked.Increment(ref _count);
        }

        return text;
    }
}
