namespace EventAuth.Benchmarks.Ingest.Load;

/// <summary>One run of the load generator against one server.</summary>
/// <param name="Load">What the load generator reports.</param>
/// <param name="CpuMicroseconds">CPU time of the server for one request, in microseconds.</param>
/// <param name="ResidentBytes">Memory of the server in RAM at the end.</param>
/// <param name="OtherCores">CPU use of other processes during the run, in cores.</param>
/// <param name="Trouble">Why the figure is invalid; null if it is valid.</param>
internal sealed record Sample(LoadResult Load, double CpuMicroseconds, long ResidentBytes, double OtherCores, string? Trouble)
{
    /// <summary>The most that other processes may use, in cores.</summary>
    public const double QuietCores = 0.15;

    /// <summary>Whether other processes used more than they may.</summary>
    public bool Noisy => OtherCores > QuietCores;
}
