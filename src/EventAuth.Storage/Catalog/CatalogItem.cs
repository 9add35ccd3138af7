namespace EventAuth.Storage.Catalog;

/// <summary>An entry of the catalogue in memory, ready to be searched. Only "last seen" changes; new words make a new item.</summary>
internal sealed class CatalogItem
{
    /// <summary>What <see cref="Match"/> returns for an entry that does not contain the text: one more than the worst match.</summary>
    public const int NoMatch = 12;

    /// <summary>Between two fields; no search text contains it.</summary>
    public const char Separator = '\0';

    private readonly EventDefinition _definition;
    /// <summary>All words in one text: one search finds both whether an entry matches and in which field.</summary>
    private readonly string _words;
    private readonly int _displayName;
    private readonly int _category;
    private readonly int _description;
    private long _lastSeen;

    public CatalogItem(EventDefinition definition)
    {
        _definition = definition;
        _lastSeen = definition.LastSeenAt?.ToUnixTimeMilliseconds() ?? 0;
        var (displayName, category) = (SearchText.Fold(definition.DisplayName), SearchText.Fold(definition.Category));
        _displayName = definition.Action.Value.Length + 1;
        _category = _displayName + displayName.Length + 1;
        _description = _category + category.Length + 1;
        var (action, description) = (SearchText.Fold(definition.Action.Value), SearchText.Fold(definition.Description));
        _words = string.Join(Separator, action, displayName, category, description);
    }

    public EventName Action => _definition.Action;

    public EventSource Source => _definition.Source;

    public bool Hidden => _definition.Hidden;

    /// <summary>Milliseconds since 1970, 0 for never.</summary>
    public long LastSeen => Interlocked.Read(ref _lastSeen);

    public ReadOnlySpan<char> FoldedDisplayName => _words.AsSpan(_displayName..(_category - 1));

    public ReadOnlySpan<char> FoldedCategory => _words.AsSpan(_category..(_description - 1));

    public EventDefinition Definition =>
        _definition with { LastSeenAt = LastSeen == 0 ? null : StoredTime.Of(LastSeen) };

    /// <summary>Notes an accepted event: of this process, or as the database has it from another.</summary>
    public void Seen(long milliseconds)
    {
        var before = LastSeen;
        while (before < milliseconds && Interlocked.CompareExchange(ref _lastSeen, milliseconds, before) is var now && now != before)
        {
            before = now;
        }
    }

    /// <summary>Whether the entry is this one, whenever its event was seen.</summary>
    public bool Is(EventDefinition other) => _definition with { LastSeenAt = other.LastSeenAt } == other;

    /// <summary>How well the entry fits a folded text: 0 is best, <see cref="NoMatch"/> not at all.</summary>
    public int Match(ReadOnlySpan<char> text)
    {
        var words = _words.AsSpan();
        var at = words.IndexOf(text);
        if (at < 0 || at >= _category)
        {
            return at < 0 ? NoMatch : at < _description ? 10 : 11;
        }

        if (at >= _displayName)
        {
            return MatchName(FoldedDisplayName, at - _displayName, text.Length) + 1;
        }

        // Even numbers, so that an action comes before a display name that fits as well.
        var action = MatchName(words[..(_displayName - 1)], at, text.Length);
        var inDisplayName = action == 0 ? -1 : FoldedDisplayName.IndexOf(text);
        return inDisplayName < 0 ? action : Math.Min(action, MatchName(FoldedDisplayName, inDisplayName, text.Length) + 1);
    }

    private static int MatchName(ReadOnlySpan<char> name, int at, int length) =>
        at > 0 ? (char.IsLetterOrDigit(name[at - 1]) ? 6 : 4) : name.Length == length ? 0 : 2;
}
