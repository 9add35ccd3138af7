using EventAuth.Core.Policies;

namespace EventAuth.Core.Lint;

/// <summary>The letters and digits of names, in lower case: what is left where case, dots, hyphens and underscores do not count.</summary>
internal static class FoldedName
{
    /// <summary>Stands for any one letter; no folded name contains it.</summary>
    public const char AnyLetter = '*';

    /// <summary>The folded form; may be empty.</summary>
    public static string Of(EventName name) => string.Create(
        name.Value.Count(IsKept), name.Value, static (folded, text) =>
        {
            var length = 0;
            foreach (var c in text.Where(IsKept))
            {
                folded[length++] = char.ToLowerInvariant(c);
            }
        });

    /// <summary>The folded form without the letter at a place.</summary>
    public static ReadOnlySpan<char> Without(string folded, int place, Span<char> room)
    {
        folded.AsSpan(0, place).CopyTo(room);
        folded.AsSpan(place + 1).CopyTo(room[place..]);
        return room[..(folded.Length - 1)];
    }

    /// <summary>The folded form with any letter at a place.</summary>
    public static ReadOnlySpan<char> Masked(string folded, int place, Span<char> room)
    {
        folded.CopyTo(room);
        room[place] = AnyLetter;
        return room[..folded.Length];
    }

    /// <summary>The folded form with the letters at a place and the next one changed round.</summary>
    public static ReadOnlySpan<char> Swapped(string folded, int place, Span<char> room)
    {
        folded.CopyTo(room);
        (room[place], room[place + 1]) = (folded[place + 1], folded[place]);
        return room[..folded.Length];
    }

    private static bool IsKept(char c) => c is not ('.' or '-' or '_');
}
