namespace EventAuth.Benchmarks.Ingest.Contenders;

/// <summary>A server under load: ours or a peer. It runs until it is disposed of.</summary>
internal abstract class Contender : IAsyncDisposable
{
    /// <summary>The name on the lines of the report.</summary>
    public abstract string Name { get; }

    /// <summary>Name and version, for the head of the report.</summary>
    public abstract string Version { get; }

    /// <summary>Where it takes events.</summary>
    public abstract Uri Address { get; }

    /// <summary>Its process; what it starts itself counts with it.</summary>
    public abstract int ProcessId { get; }

    /// <summary>How many events it keeps; null for one that keeps nothing.</summary>
    public abstract Task<long?> CountStoredAsync();

    public abstract ValueTask DisposeAsync();
}
