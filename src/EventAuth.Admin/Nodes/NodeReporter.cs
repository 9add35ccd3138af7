using EventAuth.Admin.Listeners;
using EventAuth.Admin.Settings;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Storage.Database;
using EventAuth.Storage.Nodes;

namespace EventAuth.Admin.Nodes;

/// <summary>
/// Reports this process to the others, every two seconds and at once when another version came into force here, and shows what they report.
/// Begins when the program listens, and leaves when it stops.
/// </summary>
internal sealed class NodeReporter(
    INodeDirectory directory,
    NodeList nodes,
    PolicyMonitor policies,
    DecisionPulse pulse,
    AdminSettings settings,
    BoundListeners listeners,
    IHostApplicationLifetime lifetime,
    TimeProvider time) : BackgroundService
{
    private const int RateSeconds = 10;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>The pause while a process has an older version: people who have just applied one wait for it.</summary>
    private static readonly TimeSpan ShortPause = TimeSpan.FromSeconds(0.5);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            await directory.LeaveAsync(nodes.Own, patience.Token);
        }
        catch (Exception problem) when (StorageFailure.IsOne(problem) || problem is OperationCanceledException)
        {
            // The others see that it is silent.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var listens = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var started = lifetime.ApplicationStarted.Register(listens.SetResult);
        policies.Changed += OnPolicyChanged;
        try
        {
            await listens.Task.WaitAsync(stoppingToken);
            while (true)
            {
                var news = _news = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                await ReportAsync(stoppingToken);
                var agreement = NodeAgreement.Of(nodes.All, policies.Current.Version, time.GetUtcNow());
                await Task.WhenAny(news.Task, Task.Delay(agreement.Behind.IsEmpty ? Pause : ShortPause, time, stoppingToken));
                stoppingToken.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends.
        }
        finally
        {
            policies.Changed -= OnPolicyChanged;
        }
    }

    private void OnPolicyChanged(PolicySnapshot snapshot) => _news.TrySetResult();

    private async Task ReportAsync(CancellationToken cancellation)
    {
        IReadOnlyList<NodeReport>? all = null;
        try
        {
            all = await directory.ReportAsync(Own(), cancellation);
        }
        catch (Exception problem) when (StorageFailure.IsOne(problem))
        {
            // Storage says itself when it fails.
        }

        nodes.Show(all);
    }

    private NodeReport Own()
    {
        var (admin, ingest) = (listeners.Admin, listeners.Ingest);

        // The current second is not over.
        var rate = pulse.Read().SkipLast(1).TakeLast(RateSeconds).Average(second => second.Accepted + second.Rejected);
        var name = settings.NodeName ?? $"{Environment.MachineName}:{(admin ?? ingest)!.Port}";
        return new NodeReport(nodes.Own, name, _startedAt, admin is not null, ingest is not null, policies.Current.Version, rate);
    }
}
