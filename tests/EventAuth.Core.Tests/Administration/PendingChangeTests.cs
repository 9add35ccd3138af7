using EventAuth.Core.Administration;
using EventAuth.Core.Policies;
using static EventAuth.Testing.Policies.Listed;

namespace EventAuth.Core.Tests.Administration;

/// <summary>Changes on trial: what they hold up, and that they end once.</summary>
public sealed class PendingChangeTests : IDisposable
{
    private static readonly EventPolicy s_policy = EventPolicy.Empty.With(WithJwt, "form.submit") with { OtherEvents = OtherEvents.RequireJwt };
    private static readonly PolicyChange s_change = PolicyChange.OfList(Anonymous, ["page.visit"], "Only visits.");

    private readonly PolicyOffice _office = new(s_policy);

    public void Dispose() => _office.Dispose();

    [Fact]
    public async Task Apply_WithGuard_IsInForceAndPendingInOneStep()
    {
        var applied = await ApplyGuardedAsync(12.3456);

        var pending = new PendingChange(2, 1, PendingKind.Guard, _office.Clock.GetUtcNow().AddMinutes(10), 12.35, AfterDecision: 4711);
        Assert.Equal(pending, applied.Pending);
        Assert.Equal(pending, Assert.Single(_office.History.Appends).Begins);
        Assert.Equal(pending, await _office.PendingAsync());
        Assert.Equal(2, _office.Monitor.Current.Version);
    }

    [Fact]
    public async Task Apply_WithConfirm_HasNoLimit()
    {
        var applied = Assert.IsType<ApplyResult.Applied>(
            await _office.ApplyAsync(s_change with { Trial = new Trial(PendingKind.Confirm, 1440, MaxRejectedPercent: 3) }));

        Assert.Equal((PendingKind.Confirm, null), (applied.Pending!.Kind, applied.Pending.MaxRejectedPercent));
        Assert.Equal(_office.Clock.GetUtcNow().AddDays(1), applied.Pending.Until);
    }

    [Fact]
    public async Task Apply_WhileOneIsPending_ChangesNothing()
    {
        var pending = (await ApplyGuardedAsync()).Pending;

        var another = await _office.ApplyAsync(new PolicyChange { Mode = PolicyMode.Monitor });
        var guarded = await _office.ApplyAsync(new PolicyChange { Mode = PolicyMode.Monitor, Trial = new Trial(PendingKind.Confirm, 5) });
        var same = await _office.ApplyAsync(s_change);

        Assert.Equal(pending, Assert.IsType<ApplyResult.ChangePending>(another).Pending);
        Assert.Equal(pending, Assert.IsType<ApplyResult.ChangePending>(guarded).Pending);
        Assert.False(Assert.IsType<ApplyResult.Applied>(same).Changed);
        Assert.Equal(2, (await _office.LatestAsync()).Version);
        Assert.Equal(pending, await _office.PendingAsync());
    }

    [Fact]
    public async Task Revert_Pending_BringsTheFormerPolicyAsANewVersion()
    {
        var pending = (await ApplyGuardedAsync()).Pending!;
        _office.Clock.Advance(TimeSpan.FromMinutes(3));

        var revision = await _office.Service.RevertAsync(pending, PolicyRevision.Installation, "nobody liked it.", CancellationToken.None);

        Assert.Equal(
            new PolicyRevision(3, s_policy, PolicyRevision.Installation, _office.Clock.GetUtcNow(), "Reverted: nobody liked it."), revision);
        Assert.Equal(revision, await _office.LatestAsync());
        Assert.Equal(pending, _office.History.Appends[^1].TakesBack);
        Assert.Equal((3, EventLists.UpdateWithJwt), (_office.Monitor.Current.Version, _office.Monitor.Current.Basis.Filled));
        Assert.Null(await _office.PendingAsync());
    }

    [Fact]
    public async Task Revert_NewCertificateOnTrial_BringsTheFormerOneBack()
    {
        var applied = Assert.IsType<ApplyResult.Applied>(await _office.ApplyAsync(
            PolicyChange.OfCertificate(EventAuth.Testing.SigningKey.Shared.PublicPem, overwrite: false) with { Trial = new Trial(PendingKind.Confirm, 5) }));

        var revision = await _office.Service.RevertAsync(applied.Pending!, PolicyOffice.Anna, "no.", CancellationToken.None);

        Assert.NotNull(applied.Revision.Policy.Certificate);
        Assert.Null(revision!.Policy.Certificate);
        Assert.Null(_office.Monitor.Current.Key);
    }

    [Fact]
    public async Task Revert_BreaksAGuaranteeOfTheChange_ComesBackAllTheSame()
    {
        var guarantee = new GuaranteeDraft("visits", "page.visit", "anonymous", "accepted", null);
        var applied = Assert.IsType<ApplyResult.Applied>(await _office.ApplyAsync(
            s_change with { Guarantees = [guarantee], Trial = new Trial(PendingKind.Guard, 10, 5) }));

        var revision = await _office.Service.RevertAsync(applied.Pending!, PolicyOffice.Anna, "no.", CancellationToken.None);

        Assert.Equal(s_policy, revision!.Policy);
    }

    [Fact]
    public async Task KeepAndRevert_NotPendingAnyMore_ChangeNothing()
    {
        var pending = (await ApplyGuardedAsync()).Pending!;

        Assert.True(await KeepAsync(pending));
        Assert.False(await KeepAsync(pending));
        Assert.Null(await RevertAsync(pending));
        Assert.Equal(2, (await _office.LatestAsync()).Version);
        Assert.IsType<ApplyResult.Applied>(await _office.ApplyAsync(new PolicyChange { Mode = PolicyMode.Monitor }));
    }

    [Fact]
    public async Task KeepAndRevert_OfAnEarlierTrial_LeaveTheLaterOneAlone()
    {
        var earlier = (await ApplyGuardedAsync()).Pending!;
        Assert.NotNull(await RevertAsync(earlier));
        var later = (await ApplyGuardedAsync()).Pending!;

        Assert.Null(await RevertAsync(earlier));
        Assert.False(await KeepAsync(earlier));
        Assert.Equal((later, 4), (await _office.PendingAsync(), (await _office.LatestAsync()).Version));
    }

    [Fact]
    public async Task Revert_FormerVersionIsMissing_SaysThatTheHistoryIsDamaged()
    {
        var pending = (await ApplyGuardedAsync()).Pending! with { RevertsTo = 99 };

        var fault = await Assert.ThrowsAsync<InvalidDataException>(() => RevertAsync(pending));
        Assert.Contains("99", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task KeepAndRevert_ManyAtOnce_ExactlyOneSucceeds()
    {
        var (kept, reverted) = (0, 0);
        for (var round = 0; round < 200; round++)
        {
            using var office = new PolicyOffice(s_policy);
            var pending = Assert.IsType<ApplyResult.Applied>(
                await office.ApplyAsync(s_change with { Trial = new Trial(PendingKind.Confirm, 10) })).Pending!;
            var ends = await Task.WhenAll(Enumerable.Range(round, 16).Select(number => Task.Run(async () => number % 2 == 0
                ? await office.Service.KeepAsync(pending, $"keeper {number}", CancellationToken.None) ? "kept" : null
                : await office.Service.RevertAsync(pending, $"reverter {number}", "no.", CancellationToken.None) is not null ? "reverted" : null)));

            var end = Assert.Single(ends, each => each is not null);
            var latest = await office.LatestAsync();
            Assert.Equal((end == "kept" ? 2 : 3, (PendingChange?)null), (latest.Version, await office.PendingAsync()));
            Assert.Equal(end == "kept", latest.Policy[Anonymous].Count == 1);
            Assert.Equal(latest.Version, office.Monitor.Current.Version);
            kept += end == "kept" ? 1 : 0;
            reverted += end == "kept" ? 0 : 1;
        }

        Assert.Equal(200, kept + reverted);
    }

    [Fact]
    public async Task Apply_OnTrialAndNotAtOnce_NothingComesOnTopOfWhatIsPending()
    {
        for (var round = 0; round < 200; round++)
        {
            using var office = new PolicyOffice(s_policy);
            var results = await Task.WhenAll(
                Task.Run(() => ApplyAsync(s_change with { Trial = new Trial(PendingKind.Guard, 10, 5) })),
                Task.Run(() => ApplyAsync(new PolicyChange { Mode = PolicyMode.Monitor })));

            var pending = Assert.IsType<ApplyResult.Applied>(results[0]).Pending!;
            Assert.Equal(pending.Version, (await office.LatestAsync()).Version);
            Assert.Equal(pending.Version - 1, pending.RevertsTo);
            Assert.True(
                results[1] is ApplyResult.Applied { Revision.Version: 2 } ? pending.Version == 3
                    : results[1] is ApplyResult.ChangePending && pending.Version == 2,
                $"{results[1]}");

            Task<ApplyResult> ApplyAsync(PolicyChange change) =>
                office.Service.ApplyAsync(change, basedOn: 1, PolicyOffice.Anna, rebase: true, CancellationToken.None);
        }
    }

    private async Task<ApplyResult.Applied> ApplyGuardedAsync(double percent = 5) => Assert.IsType<ApplyResult.Applied>(
        await _office.ApplyAsync(s_change with { Trial = new Trial(PendingKind.Guard, 10, percent) }));

    private Task<bool> KeepAsync(PendingChange pending) => _office.Service.KeepAsync(pending, PolicyOffice.Anna, CancellationToken.None);

    private Task<PolicyRevision?> RevertAsync(PendingChange pending) =>
        _office.Service.RevertAsync(pending, PolicyOffice.Anna, "no.", CancellationToken.None);
}
