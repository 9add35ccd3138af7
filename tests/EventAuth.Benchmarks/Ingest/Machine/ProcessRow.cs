namespace EventAuth.Benchmarks.Ingest.Machine;

/// <summary>What /proc says about a process.</summary>
/// <param name="Parent">The parent's id.</param>
/// <param name="Ticks">CPU time of itself and of its children that have ended, in hundredths of a second.</param>
/// <param name="ResidentBytes">Memory in RAM.</param>
/// <param name="OfKernel">Whether it is a thread of the kernel: its work is for other processes.</param>
internal readonly record struct ProcessRow(int Parent, long Ticks, long ResidentBytes, bool OfKernel);
