namespace EventAuth.Testing;

/// <summary>How a clock is set around something that is remembered: once after it, or wrong before it and right again after it.</summary>
public enum ClockMove
{
    DayAhead,
    YearAhead,
    SeventyYearsAhead,
    DayBack,
    YearBack,
    SeventyYearsBack,
    DayAheadAndRight,
    YearAheadAndRight,
    SeventyYearsAheadAndRight,
    DayBackAndRight,
    YearBackAndRight,
    SeventyYearsBackAndRight,
}

/// <summary>The steps of a <see cref="ClockMove"/>.</summary>
public static class ClockMoves
{
    private const int DaysOfYear = 365;

    /// <summary>By how much the clock is set before something is remembered; zero if it is right then.</summary>
    public static TimeSpan Before(this ClockMove move) => EndsRight(move) ? Wrong(move) : TimeSpan.Zero;

    /// <summary>By how much it is set afterwards.</summary>
    public static TimeSpan After(this ClockMove move) => EndsRight(move) ? -Wrong(move) : Wrong(move);

    /// <summary>Whether the clock is right in the end, and was wrong before.</summary>
    public static bool EndsRight(this ClockMove move) => move >= ClockMove.DayAheadAndRight;

    /// <summary>How far it is ahead while it is wrong; negative if it is behind.</summary>
    public static TimeSpan Wrong(this ClockMove move)
    {
        var kind = (int)move % 6;
        var days = (kind % 3) switch { 0 => 1, 1 => DaysOfYear, _ => 70 * DaysOfYear };
        return TimeSpan.FromDays(kind < 3 ? days : -days);
    }
}
