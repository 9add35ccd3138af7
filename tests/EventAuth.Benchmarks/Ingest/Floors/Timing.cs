namespace EventAuth.Benchmarks.Ingest.Floors;

/// <summary>What one small operation costs on one core. Only the CPU time of this process counts: neither other processes nor waiting for the disk.</summary>
internal static class Timing
{
    private static readonly TimeSpan s_warmUp = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan s_duration = TimeSpan.FromSeconds(2);

    /// <summary>Microseconds of CPU time a turn, the mean over two seconds.</summary>
    /// <param name="turns">Turns between two looks at the clock.</param>
    /// <param name="turn">What is timed; it gets its number.</param>
    public static double Microseconds(int turns, Action<int> turn)
    {
        var done = 0;
        Measure(turns, turn, s_warmUp, ref done);
        return Measure(turns, turn, s_duration, ref done);
    }

    private static double Measure(int turns, Action<int> turn, TimeSpan duration, ref int done)
    {
        var first = done;
        var began = TimeProvider.System.GetTimestamp();
        var cpu = Environment.CpuUsage.TotalTime;
        while (TimeProvider.System.GetElapsedTime(began) < duration)
        {
            for (var i = 0; i < turns; i++)
            {
                turn(done + i);
            }

            done += turns;
        }

        return (Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / (done - first);
    }
}
