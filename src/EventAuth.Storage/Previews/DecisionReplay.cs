using EventAuth.Core.Previews;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Decisions;

namespace EventAuth.Storage.Previews;

/// <summary>Reads the decisions of a span and the profiles as they were before it, and has them decided again.</summary>
internal sealed class DecisionReplay(
    IDbContextFactory<EventAuthDbContext> contexts, IDecisionRows decisions, AuditRecorder hashes, StorageOptions options) : IDecisionReplay
{
    // Of the whole, about as the time is divided.
    private const double UntilRead = 0.6;
    private const double UntilRecalled = 0.8;

    // In the background: SQLite blocks its thread while it reads, and a page must not hang.
    public Task<PolicyPreview> ReplayAsync(
        EventPolicy draft, EventPolicy? compared, DateTimeOffset since, DateTimeOffset until, IProgress<double> progress,
        CancellationToken cancellation) =>
        Task.Run(
            async () =>
            {
                var recorded = await new RecordedReader(contexts, decisions, options).ReadAsync(
                    since, until, new PartOfProgress(progress, 0, UntilRead), cancellation);
                var former = await new FormerProfiles(contexts, hashes).RecallAsync(since, recorded, cancellation);
                progress.Report(UntilRecalled);
                return PolicyReplay.Run(recorded, former, draft, compared, new PartOfProgress(progress, UntilRecalled, 1), cancellation);
            },
            cancellation);

    private sealed class PartOfProgress(IProgress<double> whole, double from, double to) : IProgress<double>
    {
        public void Report(double value) => whole.Report(from + (value * (to - from)));
    }
}
