namespace EventAuth.Core.Previews;

/// <summary>
/// Identifiers that events or profiles bring together, directly or by others between them: what happens to those of one group changes
/// nothing for those of another.
/// </summary>
internal sealed class IdentifierGroups
{
    /// <summary>The group of what comes alone.</summary>
    public const int Alone = 0;

    private readonly Dictionary<ulong, int> _places = [];

    // For each place another of its group, in the end the one that stands for the group: itself.
    private readonly List<int> _next = [Alone];

    /// <summary>How many places there are: each group's number is below.</summary>
    public int Count => _next.Count;

    /// <summary>Brings an identifier together with what is at a place, and says where it is itself.</summary>
    /// <param name="place">Of an identifier that was brought before; null for none.</param>
    public int Join(ulong identifier, int? place = null)
    {
        ref var own = ref CollectionsMarshal.GetValueRefOrAddDefault(_places, identifier, out var isKnown);
        if (!isKnown)
        {
            own = _next.Count;
            _next.Add(own);
        }

        if (place is { } other)
        {
            _next[GroupAt(own)] = GroupAt(other);
        }

        return own;
    }

    /// <summary>The group of an identifier; <see cref="Alone"/> if nothing brought it.</summary>
    public int GroupOf(ulong identifier) => _places.TryGetValue(identifier, out var place) ? GroupAt(place) : Alone;

    private int GroupAt(int place)
    {
        while (_next[place] != place)
        {
            place = _next[place] = _next[_next[place]];
        }

        return place;
    }
}
