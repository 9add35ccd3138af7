using System.Collections.Immutable;

namespace EventAuth.Storage.Counts;

/// <summary>How long the periods are for which counts are kept, in seconds, and how many counts by name each has room for.</summary>
internal static class CountBounds
{
    public const long Minute = 60;

    public const long Hour = 60 * Minute;

    public const long SixHours = 6 * Hour;

    public const long Day = 24 * Hour;

    /// <summary>Stands for all names that found no room. No event can have it.</summary>
    public const string OtherNames = "*";

    // Places in Room.
    public const int OfPeople = 0;
    public const int Discovered = 1;
    public const int Unknown = 2;

    /// <summary>Each width, and how many days it is kept: twice as long as the console looks back, and a little more.</summary>
    public static IReadOnlyList<(long Width, int Days)> Widths { get; } = [(Minute, 2), (Hour, 7), (SixHours, 35), (Day, 400)];

    /// <summary>
    /// Room for the names that people entered, for those that were discovered, and for those that are not in the catalogue: rejected
    /// ones, mostly.
    /// </summary>
    public static ImmutableArray<int> Room { get; } = [1_000, 1_000, 100];

    public static int AllRoom => Room.Sum();

    /// <summary>How many periods are remembered: mostly the present ones, of each width.</summary>
    public const int MostPeriods = 64;
}
