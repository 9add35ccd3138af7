using System.Diagnostics.Metrics;

namespace EventAuth.Admin.Telemetry;

/// <summary>Reports which version of the policy this process uses.</summary>
internal sealed class PolicyMetrics(IMeterFactory meters, PolicyMonitor policies) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        meters.Create("EventAuth.Admin")
            .CreateObservableGauge("eventauth.policy.version", Observe, "{version}", "The version of the policy that is in force.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<int>> Observe() => policies.CurrentOrNone is { } policy ? [new Measurement<int>(policy.Version)] : [];
}
