using Microsoft.Extensions.ObjectPool;

namespace EventAuth.Ingest;

/// <summary>In what a request with one event and one with a batch differ, in the steps of <see cref="IngestPipeline"/>.</summary>
/// <param name="mostKept">How many of these are kept for later requests: more at once make garbage again.</param>
internal abstract class RequestKind(string spanName, int mostBytes, int mostKept)
{
    public string SpanName => spanName;

    public int MostBytes => mostBytes;

    /// <summary>What such requests need under way.</summary>
    public ObjectPool<RequestScratch> Pool { get; } =
        new DefaultObjectPool<RequestScratch>(new DefaultPooledObjectPolicy<RequestScratch>(), mostKept);

    /// <summary>Reads and authenticates a body's events. Those ready for the journal are in <see cref="RequestScratch.Append"/>.</summary>
    /// <returns>What the whole is refused for, or null.</returns>
    public abstract IngestOutcome? Prepare(RequestScratch scratch, in RequestContext context);

    /// <summary>Puts the journal's verdicts together; there are none where nothing was ready for it.</summary>
    public abstract IngestOutcome Conclude(RequestScratch scratch, in RequestContext context);
}
