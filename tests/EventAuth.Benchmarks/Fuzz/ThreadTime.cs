using System.Runtime.InteropServices;

namespace EventAuth.Benchmarks.Fuzz;

/// <summary>The processor time of the current thread, so that other work of the machine is not counted.</summary>
internal static partial class ThreadTime
{
    // CLOCK_THREAD_CPUTIME_ID of Linux.
    private const int ThisThread = 3;

    /// <summary>In nanoseconds, since the thread started.</summary>
    public static long Nanoseconds
    {
        get
        {
            Marshal.ThrowExceptionForHR(ReadClock(ThisThread, out var time));
            return (time.Seconds * 1_000_000_000) + time.Nanoseconds;
        }
    }

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int ReadClock(int clock, out Moment time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Moment(nint Seconds, nint Nanoseconds);
}
