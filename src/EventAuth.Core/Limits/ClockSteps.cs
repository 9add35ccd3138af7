namespace EventAuth.Core.Limits;

/// <summary>How far clocks are put right while a program runs.</summary>
public static class ClockSteps
{
    /// <summary>
    /// The usual corrections are smaller. A moment that lies further ahead was noted while the clock was wrong, or the clock is wrong now.
    /// </summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);
}
