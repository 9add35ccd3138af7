using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;

namespace EventAuth.Storage.Catalog;

/// <summary>An entry of the catalogue in memory, ready to be searched. All but "last seen" is fixed; new words make a new item.</summary>
internal sealed class CatalogItem(EventDefinition definition)
{
    private readonly string _action = SearchText.Fold(definition.Action.Value);
    private readonly string _displayName = SearchText.Fold(definition.DisplayName);
    private readonly string _category = SearchText.Fold(definition.Category);
    private readonly string _description = SearchText.Fold(definition.Description);
    /// <summary>All words in one text: an entry that does not fit, as most do not, is passed over after one look.</summary>
    private readonly string _all = SearchText.Fold($"{definition.Action}\n{definition.DisplayName}\n{definition.Category}\n{definition.Description}");
    private long _lastSeen = definition.LastSeenAt?.ToUnixTimeMilliseconds() ?? 0;

    public EventName Action { get; } = definition.Action;

    public EventSource Source { get; } = definition.Source;

    public bool Hidden { get; } = definition.Hidden;

    /// <summary>Milliseconds since 1970, 0 for never.</summary>
    public long LastSeen => Interlocked.Read(ref _lastSeen);

    public string FoldedDisplayName => _displayName;

    public string FoldedCategory => _category;

    public EventDefinition Definition =>
        definition with { LastSeenAt = LastSeen == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(LastSeen) };

    /// <summary>Notes an accepted event; only the catalogue's one writer calls it.</summary>
    public void Seen(long milliseconds) => Interlocked.Exchange(ref _lastSeen, Math.Max(LastSeen, milliseconds));

    /// <summary>How well the entry fits a folded text: 0 is best, <see cref="int.MaxValue"/> not at all.</summary>
    public int Match(string text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        if (!_all.Contains(text, StringComparison.Ordinal))
        {
            return int.MaxValue;
        }

        var inName = Math.Min(MatchName(_action, text), MatchName(_displayName, text) + 1);
        return inName < 8 ? inName
            : _category.Contains(text, StringComparison.Ordinal) ? 10
            : _description.Contains(text, StringComparison.Ordinal) ? 11
            : int.MaxValue;
    }

    /// <summary>Even numbers, so that an action goes before a display name of the same fit.</summary>
    private static int MatchName(string name, string text)
    {
        var at = name.IndexOf(text, StringComparison.Ordinal);
        return at < 0 ? 100
            : at == 0 ? (name.Length == text.Length ? 0 : 2)
            : char.IsLetterOrDigit(name[at - 1]) ? 6 : 4;
    }
}
