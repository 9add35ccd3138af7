namespace EventAuth.Benchmarks.Ingest.Correctness;

/// <summary>A request whose answer is known.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="Request">As it goes over the wire.</param>
/// <param name="Status">How it must be answered.</param>
internal sealed record Probe(string Name, byte[] Request, int Status)
{
    /// <summary>Whether the event is stored by a server that stores.</summary>
    public bool Stored => Status < 300;
}
