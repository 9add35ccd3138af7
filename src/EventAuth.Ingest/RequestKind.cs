using Microsoft.Extensions.ObjectPool;

namespace EventAuth.Ingest;

/// <summary>How a request with one event and one with a batch differ, in the steps of <see cref="IngestPipeline"/>.</summary>
/// <param name="pool">The working memory of such requests.</param>
internal abstract class RequestKind(string spanName, int mostBytes, ObjectPool<RequestScratch> pool)
{
    public string SpanName => spanName;

    public int MostBytes => mostBytes;

    /// <summary>The working memory of such requests.</summary>
    public ObjectPool<RequestScratch> Pool => pool;

    /// <summary>Reads and authenticates a body's events. Those ready for the journal are in <see cref="RequestScratch.Append"/>.</summary>
    /// <returns>Why the whole is refused, or null.</returns>
    public abstract IngestOutcome? Prepare(RequestScratch scratch, in RequestContext context);

    /// <summary>Collects the journal's verdicts; there are none if nothing was handed to it.</summary>
    public abstract IngestOutcome Conclude(RequestScratch scratch, in RequestContext context);

    /// <param name="mostKept">How many are kept for later requests; more at the same time make garbage.</param>
    protected static ObjectPool<RequestScratch> NewPool(int mostKept) =>
        new DefaultObjectPool<RequestScratch>(new DefaultPooledObjectPolicy<RequestScratch>(), mostKept);
}
