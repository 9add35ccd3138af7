using EventAuth.Core.Journal;
using EventAuth.Ingest.Buffers;
using EventAuth.Ingest.Requests;

namespace EventAuth.Ingest;

/// <summary>What a request needs under way: its body, a reader, and its events, which lie in the body. Used one after another.</summary>
internal sealed class Intake
{
    /// <summary>Room for the usual body, in bytes; what a larger one needed is given back after it.</summary>
    private const int UsualBody = 4_096;

    /// <summary>The body.</summary>
    public PooledBuffer Body { get; } = new(UsualBody);

    /// <summary>Reads the body.</summary>
    public EventRequestReader Reader { get; } = new();

    /// <summary>The events on their way through the journal.</summary>
    public JournalAppend Append { get; } = new();

    /// <summary>The verdicts on the events of a batch; null for a single event.</summary>
    public BatchVerdicts? Verdicts { get; set; }

    /// <summary>Makes it ready for the next request.</summary>
    public void Clear()
    {
        Append.Clear();
        Verdicts = null;
        Body.Clear(UsualBody);
    }
}
