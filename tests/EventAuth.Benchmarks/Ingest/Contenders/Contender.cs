namespace EventAuth.Benchmarks.Ingest.Contenders;

/// <summary>A server under load: ours or a peer. It runs until it is disposed of.</summary>
internal abstract class Contender : IAsyncDisposable
{
    /// <summary>The name on the lines of the report.</summary>
    public abstract string Name { get; }

    /// <summary>Name and version, for the head of the report.</summary>
    public abstract string Version { get; }

    /// <summary>Where it accepts events.</summary>
    public abstract Uri Address { get; }

    /// <summary>Its process; processes that it starts count, too.</summary>
    public abstract int ProcessId { get; }

    /// <summary>Where it accepts events, if that is in several places: the load is divided among them.</summary>
    public virtual IReadOnlyList<Uri> Addresses => [Address];

    /// <summary>Its processes, if they are several that did not start each other.</summary>
    public virtual IReadOnlyList<int> Processes => [ProcessId];

    /// <summary>How many events it stored; null for one that stores nothing.</summary>
    public abstract Task<long?> CountStoredAsync();

    public abstract ValueTask DisposeAsync();
}
