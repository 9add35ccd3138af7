namespace EventAuth.Storage.Counts;

/// <summary>
/// How long the periods are for which counts are kept, in seconds, and how long they are kept, in days:
/// twice as long as the console looks back, and a little more.
/// </summary>
internal static class CountWidths
{
    public const long Minute = 60;

    public const long Hour = 60 * Minute;

    public const long SixHours = 6 * Hour;

    public const long Day = 24 * Hour;

    /// <summary>All of them, each with its days.</summary>
    public static IReadOnlyList<(long Width, int Days)> All { get; } = [(Minute, 2), (Hour, 7), (SixHours, 35), (Day, 400)];
}
