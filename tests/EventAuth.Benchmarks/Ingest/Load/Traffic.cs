using EventAuth.Benchmarks.Ingest.Inputs;

namespace EventAuth.Benchmarks.Ingest.Load;

/// <summary>Which requests are sent, in which order, and how they must be answered.</summary>
internal sealed class Traffic(RequestFile requests, bool sequential = false, bool refused = false)
{
    private long _next;

    public RequestFile Requests { get; } = requests;

    /// <summary>One after the other; otherwise at random.</summary>
    public bool Sequential { get; } = sequential;

    /// <summary>Whether every answer must be a refusal; otherwise every one must be a success.</summary>
    public bool Refused { get; } = refused;

    /// <summary>How many requests of the file have not been sent in order yet.</summary>
    public long Left => Requests.Slots - _next;

    /// <summary>Where the next run begins, so that requests sent in order are sent once; the seed if the order is random.</summary>
    public int Start => Sequential ? (int)(_next % Requests.Slots) : (int)(_next++ % Requests.Slots);

    /// <summary>Records how many were sent, including those without an answer.</summary>
    public void Advance(long sent) => _next += Sequential ? sent : 0;

    /// <summary>Starts with the first again.</summary>
    public void Rewind() => _next = 0;
}
