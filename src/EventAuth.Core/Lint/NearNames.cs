using EventAuth.Core.Policies;

namespace EventAuth.Core.Lint;

/// <summary>
/// Finds names that people could confuse: the same except for case, dots, hyphens and underscores, or one letter apart: a different
/// one, an extra one, or two swapped ones. Digits count, so that <c>step.1</c> and <c>step.2</c> are two names. Each neighbour is
/// looked up instead of comparing all with all: the work grows with the number of names, not with its square.
/// </summary>
internal sealed class NearNames
{
    /// <summary>Shorter words are one letter apart by chance.</summary>
    private const int LeastLength = 5;

    /// <summary>Stands for any one letter; no folded name contains it.</summary>
    private const char AnyLetter = '*';

    private readonly Dictionary<string, Word> _byText;
    private readonly Word[] _words;
    private readonly Action<NearPair> _found;
    private readonly CancellationToken _cancellation;

    private NearNames(IEnumerable<KnownName> names, Action<NearPair> found, CancellationToken cancellation)
    {
        _byText = names.GroupBy(name => Fold(name.Name))
            .ToDictionary(spellings => spellings.Key, spellings => new Word(spellings.Key, [.. spellings]));
        _words = [.. _byText.Values.Where(word => word.Text.Length >= LeastLength).OrderByDescending(word => word.IsListed)];
        (_found, _cancellation) = (found, cancellation);
    }

    /// <summary>Reports each pair of which at least one name is on a list; some more than once.</summary>
    public static void Find(IEnumerable<KnownName> names, Action<NearPair> found, CancellationToken cancellation)
    {
        var search = new NearNames(names, found, cancellation);
        search.FindSameLetters();
        search.FindMissingAndSwapped();
        search.FindOtherLetter();
    }

    // Each spelling with the likeliest one: all pairs could be many.
    private void FindSameLetters()
    {
        foreach (var word in _byText.Values)
        {
            foreach (var name in word.Spellings.Where(name => name != word.Likeliest && (word.IsListed || name.Lists != EventLists.None)))
            {
                _found(new NearPair(word.Likeliest, name, SameLetters: true));
            }
        }
    }

    private void FindMissingAndSwapped()
    {
        var bySpan = _byText.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> room = stackalloc char[EventName.MaxLength];
        foreach (var word in _words)
        {
            _cancellation.ThrowIfCancellationRequested();
            for (var place = 0; place < word.Text.Length; place++)
            {
                if (!char.IsAsciiLetter(word.Text[place]))
                {
                    continue;
                }

                if (word.Text.Length > LeastLength && bySpan.TryGetValue(Without(word.Text, place, room), out var shorter))
                {
                    Compare(word, shorter);
                }

                // Two words with swapped letters are each found from the other; one way is enough.
                if (place + 1 < word.Text.Length && word.Text[place] < word.Text[place + 1] && char.IsAsciiLetter(word.Text[place + 1])
                    && bySpan.TryGetValue(Swapped(word.Text, place, room), out var swapped))
                {
                    Compare(word, swapped);
                }
            }
        }
    }

    // One place after the other, so that what is remembered stays small. Words on a list come first and only they are remembered, because
    // two others are not a pair.
    private void FindOtherLetter()
    {
        var masks = new Dictionary<string, List<Word>>();
        var bySpan = masks.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> room = stackalloc char[EventName.MaxLength];
        for (var place = 0; place < EventName.MaxLength; place++)
        {
            _cancellation.ThrowIfCancellationRequested();
            masks.Clear();
            foreach (var word in _words)
            {
                if (place >= word.Text.Length || !char.IsAsciiLetter(word.Text[place]))
                {
                    continue;
                }

                var mask = Masked(word.Text, place, room);
                if (bySpan.TryGetValue(mask, out var alike))
                {
                    alike.ForEach(other => Compare(word, other));
                }

                if (word.IsListed)
                {
                    (alike ?? (bySpan[mask] = [])).Add(word);
                }
            }
        }
    }

    private void Compare(Word one, Word other)
    {
        if (one.IsListed || other.IsListed)
        {
            var (likelier, name) = one.Likeliest.IsLikelierThan(other.Likeliest) ? (one, other) : (other, one);
            _found(new NearPair(likelier.Likeliest, name.Likeliest, SameLetters: false));
        }
    }

    // The letters and digits in lower case: what is left where case, dots, hyphens and underscores do not count; may be empty.
    private static string Fold(EventName name) => string.Concat(name.Value.Split('.', '-', '_')).ToLowerInvariant();

    private static ReadOnlySpan<char> Without(string folded, int place, Span<char> room)
    {
        folded.AsSpan(0, place).CopyTo(room);
        folded.AsSpan(place + 1).CopyTo(room[place..]);
        return room[..(folded.Length - 1)];
    }

    private static ReadOnlySpan<char> Masked(string folded, int place, Span<char> room)
    {
        folded.CopyTo(room);
        room[place] = AnyLetter;
        return room[..folded.Length];
    }

    private static ReadOnlySpan<char> Swapped(string folded, int place, Span<char> room)
    {
        folded.CopyTo(room);
        (room[place], room[place + 1]) = (folded[place + 1], folded[place]);
        return room[..folded.Length];
    }

    /// <summary>A folded form, and the names that have it. If several have it, the likeliest represents all.</summary>
    private sealed class Word(string text, List<KnownName> spellings)
    {
        public string Text => text;

        public List<KnownName> Spellings => spellings;

        public KnownName Likeliest { get; } = spellings.Aggregate((best, name) => name.IsLikelierThan(best) ? name : best);

        public bool IsListed => Likeliest.Lists != EventLists.None;
    }
}

/// <summary>Two names that people could take for each other.</summary>
/// <param name="Likelier">The one that is more likely meant.</param>
/// <param name="SameLetters">Whether only case, dots, hyphens and underscores differ.</param>
internal sealed record NearPair(KnownName Likelier, KnownName Name, bool SameLetters);
