namespace EventAuth.Storage.Counts;

/// <summary>The names with counts of their own in a period, and how many more may have some.</summary>
/// <param name="sourceOf">How a name came into the catalogue; null for one that is not in it.</param>
internal sealed class PeriodNames(Func<EventName, EventSource?> sourceOf)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly int[] _used = new int[CountBounds.Room.Length];

    /// <summary>Notes a name that has counts already.</summary>
    public void Note(string name)
    {
        if (_names.Add(name))
        {
            _used[KindOf(name)]++;
        }
    }

    /// <summary>Whether a name may have counts of its own; it has room from then on.</summary>
    public bool TryTake(string name)
    {
        if (_names.Contains(name))
        {
            return true;
        }

        if (_used[KindOf(name)] >= CountBounds.Room[KindOf(name)])
        {
            return false;
        }

        Note(name);
        return true;
    }

    private int KindOf(string action) =>
        !EventName.TryParse(action, out var name) || sourceOf(name) is not { } source ? CountBounds.Unknown
        : source == EventSource.Discovered ? CountBounds.Discovered
        : CountBounds.OfPeople;
}
