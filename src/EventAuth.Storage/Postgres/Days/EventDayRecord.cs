namespace EventAuth.Storage.Postgres.Days;

/// <summary>
/// Which ids the events of a day have: all of them lie between the first and the last. Ids grow in the order of commits, so the ranges of
/// days overlap only where a clock went back, and around midnight.
/// </summary>
[PrimaryKey(nameof(Day))]
public sealed class EventDayRecord
{
    /// <summary>How long a day is, in milliseconds.</summary>
    public const long Length = 86_400_000;

    /// <summary>Its beginning, in milliseconds since 1970; a multiple of its length.</summary>
    public long Day { get; set; }

    public long First { get; set; }
    public long Last { get; set; }

    /// <summary>The day of a time in milliseconds since 1970.</summary>
    public static long Of(long time) => time - (time % Length);
}
