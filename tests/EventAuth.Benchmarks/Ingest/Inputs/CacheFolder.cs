namespace EventAuth.Benchmarks.Ingest.Inputs;

/// <summary>Where inputs and filled databases are kept between runs, outside the repository; and the folder of this run, which is deleted with it.</summary>
internal sealed class CacheFolder
{
    /// <summary>Reads the places from the environment, as bench.sh sets them.</summary>
    public static CacheFolder FromEnvironment()
    {
        var kept = Read("EVENTAUTH_BENCH_CACHE");
        var run = Read("EVENTAUTH_BENCH_RUN");
        return new CacheFolder { Kept = Directory.CreateDirectory(kept).FullName, Run = Directory.CreateDirectory(run).FullName };
    }

    /// <summary>The folder that outlives the run.</summary>
    public required string Kept { get; init; }

    /// <summary>The folder that does not.</summary>
    public required string Run { get; init; }

    /// <summary>A kept file.</summary>
    public string File(string name) => Path.Combine(Kept, name);

    /// <summary>A new, empty folder of this run.</summary>
    public string NewFolder(string name)
    {
        var folder = Path.Combine(Run, name + "-" + Guid.NewGuid().ToString("N")[..8]);
        return Directory.CreateDirectory(folder).FullName;
    }

    private static string Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } path
        ? path
        : throw new InvalidOperationException($"{name} names no folder. Run ./bench.sh.");
}
