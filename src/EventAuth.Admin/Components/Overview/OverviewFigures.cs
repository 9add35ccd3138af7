using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Components.Overview;

/// <summary>The figures that the page shows: the last ones that could be read for a span.</summary>
internal sealed partial class OverviewFigures(IDecisionCounts counts, IPolicyStore store, TimeProvider time, ILogger<OverviewFigures> log)
{
    private OverviewSpan _asked;
    private int _reads;
    private int _underWay;
    private DateTimeOffset? _installedAt;

    /// <summary>What was counted; null before the first read.</summary>
    public DecisionOverview? Overview { get; private set; }

    /// <summary>The certificates that may be counted.</summary>
    public IReadOnlyList<Certificate> Certificates { get; private set; } = [];

    /// <summary>Whether the installation is older than the span before the counted one: else there is nothing to compare with.</summary>
    public bool IsComparable => Overview is { } overview && _installedAt <= overview.FromBefore;

    /// <summary>The span that was counted.</summary>
    public OverviewSpan Span { get; private set; }

    /// <summary>When that was read.</summary>
    public DateTimeOffset ReadAt { get; private set; }

    /// <summary>Whether the last read failed; earlier figures stay.</summary>
    public bool HasFailed { get; private set; }

    /// <summary>Whether a read is in progress.</summary>
    public bool IsReading => _underWay > 0;

    /// <summary>Whether the figures of the requested span are being read and there are none yet.</summary>
    public bool IsAwaited => Overview is null || Span != _asked;

    /// <summary>How long figures of a span are shown before they are read again.</summary>
    public static TimeSpan IntervalOf(OverviewSpan span) => TimeSpan.FromSeconds(span == OverviewSpan.Hour ? 10 : 60);

    /// <summary>Reads a span. If two reads overtake each other, the later one counts.</summary>
    public async Task ReadAsync(OverviewSpan span, CancellationToken cancellation)
    {
        _asked = span;
        var read = ++_reads;
        _underWay++;
        try
        {
            var overview = await counts.ReadAsync(span, cancellation);
            // Read only if an unknown one is counted: new ones are rare.
            if (overview.Certificates.Any(count => count.CertificateId is { } id && Certificates.All(known => known.Id != id)))
            {
                Certificates = await store.ReadCertificatesAsync(cancellation);
            }

            _installedAt ??= (await store.ReadAsync(version: 1, cancellation))?.AppliedAt;
            if (read == _reads)
            {
                (Overview, Span, ReadAt, HasFailed) = (overview, span, time.GetUtcNow(), false);
            }
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The page is closed.
        }
        catch (Exception failure)
        {
            // Whatever the error is, figures from a minute ago are better than a page that cannot be shown.
            CountsNotRead(log, failure);
            HasFailed |= read == _reads;
        }
        finally
        {
            _underWay--;
        }
    }

    [LoggerMessage(4101, LogLevel.Warning, "The counts of decisions could not be read.")]
    private static partial void CountsNotRead(ILogger logger, Exception failure);
}
