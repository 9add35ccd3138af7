using EventAuth.Core.Journal;
using EventAuth.Ingest.Buffers;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;
using Microsoft.Extensions.ObjectPool;

namespace EventAuth.Ingest;

/// <summary>The working memory of a request: its body, a reader, and its events, which are in the body. Reused.</summary>
internal sealed class RequestScratch : IResettable
{
    /// <summary>Room for the usual body, in bytes; the memory of a larger one is given back afterwards.</summary>
    private const int UsualBody = 4_096;

    public PooledBuffer Body { get; } = new(UsualBody);

    public EventRequestReader Reader { get; } = new();

    /// <summary>The events on their way through the journal.</summary>
    public JournalAppend Append { get; } = new();

    /// <summary>For a batch: the positions of these events in it, from 0.</summary>
    public List<int> Places { get; } = [];

    /// <summary>The verdicts on the events of a batch; null for a single event.</summary>
    public BatchAnswer? Verdicts { get; set; }

    /// <summary>Makes it ready for the next request.</summary>
    public void Clear()
    {
        Append.Clear();
        Places.Clear();
        Verdicts = null;
        Body.Clear(UsualBody);
    }

    bool IResettable.TryReset()
    {
        Clear();
        return true;
    }
}
