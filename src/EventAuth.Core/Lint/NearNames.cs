using EventAuth.Core.Policies;

namespace EventAuth.Core.Lint;

/// <summary>
/// Finds names that people could take for each other: the same but for case, dots, hyphens and underscores, or one letter apart:
/// another one, one too many, or two that changed places. Digits count, so that <c>step.1</c> and <c>step.2</c> are two names.
/// Each neighbour is looked up instead of comparing all with all: the work grows with the number of names, not with its square.
/// </summary>
internal sealed class NearNames
{
    /// <summary>Shorter words are one letter apart by chance.</summary>
    private const int LeastLength = 5;

    private readonly Dictionary<string, Word> _byText;
    private readonly Word[] _words;
    private readonly Action<NearPair> _found;
    private readonly CancellationToken _cancellation;

    private NearNames(IEnumerable<KnownName> names, Action<NearPair> found, CancellationToken cancellation)
    {
        _byText = names.GroupBy(name => FoldedName.Of(name.Name))
            .ToDictionary(spellings => spellings.Key, spellings => new Word(spellings.Key, [.. spellings]));
        _words = [.. _byText.Values.Where(word => word.Text.Length >= LeastLength).OrderByDescending(word => word.IsListed)];
        (_found, _cancellation) = (found, cancellation);
    }

    /// <summary>Tells of each pair of which one name at least is on a list; of some more than once.</summary>
    /// <param name="names">All names, those on no list too, each once.</param>
    /// <param name="found">Called with a pair.</param>
    /// <param name="cancellation">Stops the search.</param>
    public static void Find(IEnumerable<KnownName> names, Action<NearPair> found, CancellationToken cancellation)
    {
        var search = new NearNames(names, found, cancellation);
        search.FindSameLetters();
        search.FindMissingAndSwapped();
        search.FindOtherLetter();
    }

    // Each spelling beside the likeliest one: all with all could be many.
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

                if (word.Text.Length > LeastLength && bySpan.TryGetValue(FoldedName.Without(word.Text, place, room), out var shorter))
                {
                    Compare(word, shorter);
                }

                // Of two words with changed places each is found from the other; one way is enough.
                if (place + 1 < word.Text.Length && word.Text[place] < word.Text[place + 1] && char.IsAsciiLetter(word.Text[place + 1])
                    && bySpan.TryGetValue(FoldedName.Swapped(word.Text, place, room), out var swapped))
                {
                    Compare(word, swapped);
                }
            }
        }
    }

    // One place after the other, so that what is remembered stays small. Words on a list come first and only they are remembered:
    // two others are no pair.
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

                var mask = FoldedName.Masked(word.Text, place, room);
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

    /// <summary>A folded form, and the names that have it. Where several have, the likeliest speaks for all.</summary>
    private sealed class Word(string text, List<KnownName> spellings)
    {
        public string Text => text;

        public List<KnownName> Spellings => spellings;

        public KnownName Likeliest { get; } = spellings.Aggregate((best, name) => name.IsLikelierThan(best) ? name : best);

        public bool IsListed => Likeliest.Lists != EventLists.None;
    }
}
