namespace EventAuth.Benchmarks.Ingest.Floors;

/// <summary>Times one small thing on one thread.</summary>
internal static class Timing
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(2);

    /// <summary>Microseconds a turn, the mean over two seconds.</summary>
    /// <param name="turns">Turns between two looks at the clock.</param>
    /// <param name="turn">What is timed; it is given its number.</param>
    public static double Microseconds(int turns, Action<int> turn)
    {
        Measure(turns, turn, s_warmUp);
        return Measure(turns, turn, s_duration);
    }

    private static double Measure(int turns, Action<int> turn, TimeSpan duration)
    {
        var began = TimeProvider.System.GetTimestamp();
        var done = 0;
        TimeSpan elapsed;
        do
        {
            for (var i = 0; i < turns; i++)
            {
                turn(done + i);
            }

            done += turns;
            elapsed = TimeProvider.System.GetElapsedTime(began);
        }
        while (elapsed < duration);
        return elapsed.TotalMicroseconds / done;
    }
}
