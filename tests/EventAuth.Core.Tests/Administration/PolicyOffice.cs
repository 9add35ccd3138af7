using EventAuth.Core.Administration;
using EventAuth.Core.Policies;
using EventAuth.Core.Tests.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Administration;

/// <summary>The administration point over a history in memory.</summary>
internal sealed class PolicyOffice : IDisposable
{
    public const string Anna = "anna@shop.example";

    private readonly PolicyActivation _activation;

    /// <summary>Begins with this policy as version 1, in force.</summary>
    public PolicyOffice(EventPolicy policy)
    {
        _activation = new PolicyActivation(History, Monitor, new FormerKeys());
        Service = new PolicyService(History, _activation, new NoDecisions { LastId = 4711 }, Clock);
        Monitor.Publish(PolicySnapshot.Compile(History.Append(policy, Clock.GetUtcNow())));
    }

    public PolicyHistory History { get; } = new();

    public PolicyMonitor Monitor { get; } = new();

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public PolicyService Service { get; }

    /// <summary>Applies a change on top of the newest version.</summary>
    public async Task<ApplyResult> ApplyAsync(PolicyChange change) =>
        await Service.ApplyAsync(change, (await LatestAsync()).Version, Anna, rebase: false, CancellationToken.None);

    public async Task<PolicyRevision> LatestAsync() => (await History.ReadLatestAsync(CancellationToken.None))!;

    public Task<PendingChange?> PendingAsync() => History.ReadPendingAsync(CancellationToken.None);

    public void Dispose() => _activation.Dispose();
}
