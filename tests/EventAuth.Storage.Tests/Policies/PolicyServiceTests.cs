using EventAuth.Core.Administration;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Storage.Tests.Policies;

/// <summary>The policy service over the real store.</summary>
public abstract class PolicyServiceTests(bool onServer) : IAsyncLifetime
{
    private readonly PolicyMonitor _monitor = new();
    private StorageFixture _storage = null!;
    private PolicyService _service = null!;
    private PolicyActivation _activation = null!;

    public async Task InitializeAsync()
    {
        _storage = await StorageFixture.StartAsync(onServer);
        _activation = new PolicyActivation(_storage.Policies, _monitor, new FormerKeys());
        _service = new PolicyService(_storage.Policies, _activation, _storage.Decisions, TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        _activation.Dispose();
        await _storage.DisposeAsync();
    }

    [Fact]
    public async Task Apply_Change_IsInForceWhenItReturns()
    {
        var applied = Assert.IsType<ApplyResult.Applied>(await ApplyAsync(EventListKind.UpdateWithJwt, 1, "form.submit", "page.visit"));

        Assert.Equal(2, applied.Revision.Version);
        Assert.Equal(2, _monitor.Current.Version);
        Assert.True(_monitor.Current.ListsOf(EventName.Parse("page.visit")).HasFlag(EventLists.UpdateWithJwt));
    }

    [Fact]
    public async Task Apply_WhatIsThereAlready_MakesNoVersion()
    {
        var applied = Assert.IsType<ApplyResult.Applied>(await ApplyAsync(EventListKind.UpdateWithJwt, 1, "form.submit"));

        Assert.False(applied.Changed);
        Assert.Equal(1, (await _storage.Policies.ReadLatestAsync(CancellationToken.None))!.Version);
    }

    [Fact]
    public async Task Apply_OtherListChangedMeanwhile_IsPutOnTop()
    {
        await ApplyAsync(EventListKind.AnonymousWithoutJwt, 1, "page.visit");
        var applied = Assert.IsType<ApplyResult.Applied>(await ApplyAsync(EventListKind.UpdateWithJwt, 1, "client.login"));

        Assert.Equal(["page.visit"], applied.Revision.Policy[EventListKind.AnonymousWithoutJwt].Select(n => n.Value));
        Assert.Equal(3, applied.Revision.Version);
    }

    [Fact]
    public async Task Apply_SameListChangedMeanwhile_IsAConflict()
    {
        await ApplyAsync(EventListKind.UpdateWithJwt, 1, "page.visit");
        var conflict = Assert.IsType<ApplyResult.Conflict>(await ApplyAsync(EventListKind.UpdateWithJwt, 1, "client.login"));

        Assert.Equal(2, conflict.Current.Version);
    }

    [Fact]
    public async Task Apply_WithoutRebase_IsAConflictWheneverTheVersionIsOld()
    {
        await ApplyAsync(EventListKind.AnonymousWithoutJwt, 1, "page.visit");

        Assert.IsType<ApplyResult.Conflict>(await _service.ApplyAsync(PolicyChange.OfList(EventListKind.UpdateWithJwt, []), 1, "b", rebase: false, CancellationToken.None));
    }

    [Fact]
    public async Task Apply_ManyThingsWrong_ReportsAll()
    {
        var change = PolicyChange.OfList(EventListKind.UpdateWithJwt, ["ok.event", "x", "ok.event", "späße"], new string('c', 501));
        var invalid = Assert.IsType<ApplyResult.Invalid>(await _service.ApplyAsync(change, 1, "a", rebase: true, CancellationToken.None));

        Assert.Equal(
            ["lists.updateWithJwt[1] invalid_action", "lists.updateWithJwt[2] duplicate", "lists.updateWithJwt[3] invalid_action", "comment too_long"],
            invalid.Problems.Select(p => $"{p.Field} {p.Code}"));
    }

    [Fact]
    public async Task Apply_Certificate_IsDefinedThenOverwrittenThenMayReturn()
    {
        var first = await ApplyAsync(SigningKey.Shared.PublicPem, 1, overwrite: false);
        Assert.Equal(SigningKey.Shared.Sha256, Assert.IsType<ApplyResult.Applied>(first).Revision.Policy.Certificate!.Sha256);
        Assert.False(Assert.IsType<ApplyResult.Applied>(await ApplyAsync(SigningKey.Shared.PublicPem, 2, overwrite: false)).Changed);
        Assert.IsType<ApplyResult.CertificateExists>(await ApplyAsync(SigningKey.Other.PublicPem, 2, overwrite: false));
        Assert.IsType<ApplyResult.Applied>(await ApplyAsync(SigningKey.Other.PublicPem, 2, overwrite: true));
        Assert.Equal(4, Assert.IsType<ApplyResult.Applied>(await ApplyAsync(SigningKey.Shared.PublicPem, 3, overwrite: true)).Revision.Version);

        var certificates = await _storage.Policies.ReadCertificatesAsync(CancellationToken.None);
        Assert.Equal(["c4", "c3", "c2"], certificates.Select(c => c.Id));
        Assert.Equal("c4", _monitor.Current.Key!.CertificateId);
    }

    [Fact]
    public async Task Apply_ManyAtOnce_EachGetsAVersionOfItsOwn()
    {
        var results = await Task.WhenAll(Enumerable.Range(0, 12).Select(i =>
            Task.Run(() => ApplyAsync(EventPolicy.Kinds[i % 3], 1, "page.visit", $"shop.event{i}"))));

        var versions = results.OfType<ApplyResult.Applied>().Select(r => r.Revision.Version).ToList();
        Assert.Equal(3, versions.Count);
        Assert.Equal([2, 3, 4], versions.Order());
        Assert.Equal(9, results.OfType<ApplyResult.Conflict>().Count());
    }

    private Task<ApplyResult> ApplyAsync(EventListKind kind, int basedOn, params string[] events) =>
        _service.ApplyAsync(PolicyChange.OfList(kind, events), basedOn, "a@shop.example", rebase: true, CancellationToken.None);

    private Task<ApplyResult> ApplyAsync(string pem, int basedOn, bool overwrite) =>
        _service.ApplyAsync(PolicyChange.OfCertificate(pem, overwrite), basedOn, "a@shop.example", rebase: true, CancellationToken.None);
}

public sealed class PolicyServiceOnSqliteTests() : PolicyServiceTests(onServer: false);

public sealed class PolicyServiceOnPostgresTests() : PolicyServiceTests(onServer: true);
