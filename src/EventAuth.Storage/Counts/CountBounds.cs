using System.Collections.Immutable;

namespace EventAuth.Storage.Counts;

/// <summary>The lengths of the counted periods, in seconds, and how many counts by name each has room for.</summary>
internal static class CountBounds
{
    public const long Minute = 60;

    public const long Hour = 60 * Minute;

    public const long SixHours = 6 * Hour;

    public const long Day = 24 * Hour;

    /// <summary>Represents all names that did not fit. No event can have it.</summary>
    public const string OtherNames = "*";

    // Places in Room.
    public const int OfPeople = 0;
    public const int Discovered = 1;
    public const int Unknown = 2;

    /// <summary>Each width, and how many days it is kept: twice as long as the console looks back, and a little more.</summary>
    public static IReadOnlyList<(long Width, int Days)> Widths { get; } = [(Minute, 2), (Hour, 7), (SixHours, 35), (Day, 400)];

    /// <summary>
    /// Room for names that people entered, for discovered ones, and for those that are not in the catalogue: mostly
    /// rejected ones.
    /// </summary>
    public static ImmutableArray<int> Room { get; } = [1_000, 1_000, 100];

    public static int AllRoom => Room.Sum();

    /// <summary>How many periods are remembered: mostly the present ones, of each width.</summary>
    public const int MostPeriods = 64;
}
