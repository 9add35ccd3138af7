using Microsoft.Extensions.ObjectPool;

namespace EventAuth.Ingest;

/// <summary>In what a request with one event and one with a batch differ, in the steps of <see cref="IngestPipeline"/>.</summary>
/// <param name="mostIntakes">How many intakes are kept: more requests than this at once make garbage again.</param>
internal abstract class RequestKind(string spanName, int mostBytes, int mostIntakes)
{
    public string SpanName => spanName;

    public int MostBytes => mostBytes;

    /// <summary>What such requests need under way.</summary>
    public ObjectPool<Intake> Intakes { get; } =
        new DefaultObjectPool<Intake>(new DefaultPooledObjectPolicy<Intake>(), mostIntakes);

    /// <summary>
    /// Reads the events of a body and authenticates them. Those that are ready for the journal are in <see cref="Intake.Append"/>.
    /// </summary>
    /// <returns>What the whole is refused for, or null.</returns>
    public abstract IngestOutcome? Judge(Intake intake, in Arrival arrival);

    /// <summary>Puts the journal's verdicts together; there are none where nothing was ready for it.</summary>
    public abstract IngestOutcome Conclude(Intake intake, in Arrival arrival);
}
