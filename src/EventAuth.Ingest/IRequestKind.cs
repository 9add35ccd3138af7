using Microsoft.Extensions.ObjectPool;

namespace EventAuth.Ingest;

/// <summary>In what a request with one event and one with a batch differ, in the steps of <see cref="IngestPipeline"/>.</summary>
internal interface IRequestKind
{
    /// <summary>The name of its spans.</summary>
    string SpanName { get; }

    /// <summary>The longest body, in bytes.</summary>
    int MostBytes { get; }

    /// <summary>What such requests need under way.</summary>
    ObjectPool<Intake> Intakes { get; }

    /// <summary>
    /// Reads the events of a body and authenticates them. Those that are ready for the journal are in <see cref="Intake.Append"/>.
    /// </summary>
    /// <returns>What the whole is refused for, or null.</returns>
    IngestOutcome? Judge(Intake intake, in Arrival arrival);

    /// <summary>Puts the journal's verdicts together; there are none where nothing was ready for it.</summary>
    IngestOutcome Conclude(Intake intake, in Arrival arrival);
}
