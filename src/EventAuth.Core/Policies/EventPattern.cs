namespace EventAuth.Core.Policies;

/// <summary>
/// Names of events: one name, or a pattern with <c>*</c> for any run of characters, none included ("transaction.*"). Compared byte for
/// byte, as names are.
/// </summary>
public readonly record struct EventPattern
{
    /// <summary>The greatest number of characters of a pattern.</summary>
    public const int MaxLength = 64;

    /// <summary>The rule in words, for messages.</summary>
    public const string Rule =
        "an event's name, or a part of one with * for any characters, such as transaction.*; without the stars at most 32 characters";

    private static readonly string s_letters = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.-_";

    private readonly string? _value;

    private EventPattern(string value) => _value = value;

    /// <summary>The pattern as it was written. Throws for the default value, which is not a pattern.</summary>
    public string Value => _value ?? throw new InvalidOperationException("The default EventPattern is not a pattern.");

    /// <summary>Parses a text as a pattern; false when no name could match it.</summary>
    public static bool TryParse(string? text, out EventPattern pattern)
    {
        pattern = default;
        if (text is not { Length: > 0 and <= MaxLength })
        {
            return false;
        }

        var letters = text.Count(c => c != '*');
        var isPattern = text.All(c => c == '*' || s_letters.Contains(c))
            && letters <= EventName.MaxLength && (letters < text.Length || letters >= EventName.MinLength);
        pattern = isPattern ? new EventPattern(text) : default;
        return isPattern;
    }

    /// <summary>Parses a text as a pattern, or throws: for patterns that are known to be valid.</summary>
    public static EventPattern Parse(string text) =>
        TryParse(text, out var pattern) ? pattern : throw new FormatException("Not a pattern: " + Rule + ".");

    /// <summary>Whether a name matches.</summary>
    public bool Matches(EventName name)
    {
        // The usual way without going back further than the last star: what an earlier star took is never needed again.
        var (pattern, text) = (Value, name.Value);
        var (place, at) = (0, 0);
        var (star, taken) = (-1, 0);
        while (at < text.Length)
        {
            if (place < pattern.Length && pattern[place] == '*')
            {
                (star, taken) = (place++, at);
            }
            else if (place < pattern.Length && pattern[place] == text[at])
            {
                place++;
                at++;
            }
            else if (star >= 0)
            {
                place = star + 1;
                at = ++taken;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(place).TrimStart('*').IsEmpty;
    }

    /// <summary>
    /// Finds a name that matches and is none of these; null if there is none, as for a pattern of one name only. Short names are tried
    /// first, so that few more are tried than <paramref name="taken"/> has.
    /// </summary>
    public EventName? FindOther(IReadOnlySet<EventName> taken)
    {
        var parts = SplitAtStars();
        var room = EventName.MaxLength - parts.Sum(part => part.Length);
        for (var length = 0; length <= (parts.Length == 1 ? 0 : room); length++)
        {
            foreach (var filling in Fillings(length))
            {
                foreach (var text in Spread(parts, filling))
                {
                    if (EventName.TryParse(text, out var name) && !taken.Contains(name))
                    {
                        return name;
                    }
                }
            }
        }

        return null;
    }

    public override string ToString() => _value ?? "";

    // Stars next to each other are one: dividing a text among them would only give the same names again.
    private string[] SplitAtStars()
    {
        var parts = Value.Split('*');
        return [.. parts.Where((part, place) => part.Length > 0 || place == 0 || place == parts.Length - 1)];
    }

    // All texts of a length, as the stars' characters one after the other.
    private static IEnumerable<string> Fillings(int length) => length == 0
        ? [""]
        : Fillings(length - 1).SelectMany(start => s_letters, (start, letter) => start + letter);

    // The text divided among the stars in every way.
    private static IEnumerable<string> Spread(string[] parts, string filling)
    {
        if (parts.Length == 1)
        {
            return [parts[0]];
        }

        return parts.Length == 2
            ? [parts[0] + filling + parts[1]]
            : Enumerable.Range(0, filling.Length + 1).SelectMany(first =>
                Spread(parts[1..], filling[first..]).Select(rest => parts[0] + filling[..first] + rest));
    }
}
