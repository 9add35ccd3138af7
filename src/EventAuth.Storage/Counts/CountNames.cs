using System.Collections.Immutable;

namespace EventAuth.Storage.Counts;

/// <summary>How many counts a period has by name.</summary>
internal static class CountNames
{
    /// <summary>Stands for all names that found no room. No event can have it.</summary>
    public const string Others = "*";

    // Places in Room.
    public const int OfPeople = 0;
    public const int Discovered = 1;
    public const int Unknown = 2;

    /// <summary>
    /// Room for the names that people entered, for those that were discovered, and for those that are not in the catalogue: rejected
    /// ones, mostly.
    /// </summary>
    public static ImmutableArray<int> Room { get; } = [1_000, 1_000, 100];

    /// <summary>All room of a period.</summary>
    public static int AllRoom => Room.Sum();
}
