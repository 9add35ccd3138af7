using System.Net;
using System.Text;
using System.Text.Json;
using EventAuth.Admin.Policies;
using EventAuth.Admin.Tests.Api;
using EventAuth.Admin.Tests.Audit;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Policies;

/// <summary>
/// Changes on trial come to their end by themselves. The program watches each second as well, so each test has two watchers, as on two
/// nodes: what they do is done once.
/// </summary>
public sealed class PendingWatchTests : IAsyncLifetime
{
    private const string Lists = """ "lists":{"anonymousWithoutJwt":["page.visit"],"updateWithoutJwt":[],"updateWithJwt":["form.submit","shop.order"]} """;
    private const string Confirmed = $$$"""{{{{Lists}}},"confirm":{"minutes":10}}""";
    private const string Guarded = $$$"""{{{{Lists}}},"guard":{"minutes":10,"maxRejectedPercent":5}}""";

    private readonly ManualClock _clock = new();
    private readonly TemporaryFolder _folder = new();
    private RunningProgram _program = null!;
    private PendingWatch _watch = null!;
    private HttpClient _api = null!;

    public Task InitializeAsync() => StartAsync();

    public async Task DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Confirm_NobodyKeepsIt_ComesBackWhenItsTimeIsOver()
    {
        await PutAsync(Confirmed);
        var lists = (await _api.ReadAsync("policy/versions/1")).GetProperty("lists").GetRawText();

        _clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        await LookAsync();
        Assert.Equal(2, await VersionAsync());
        _clock.Advance(TimeSpan.FromSeconds(1));
        await LookAsync();

        var policy = await _api.ReadAsync("policy");
        Assert.Equal(3, policy.GetProperty("version").GetInt32());
        Assert.Equal(lists, policy.GetProperty("lists").GetRawText());
        Assert.Equal(("Reverted: nobody confirmed it in time.", "installation"), (policy.GetProperty("comment").GetString(), policy.GetProperty("appliedBy").GetString()));
        await UntilInForceAsync(3);
        var entry = Assert.Single(await EndsAsync());
        Assert.Equal(("policy.reverted", "installation"), (entry.Text("action"), entry.Text("who")));
        Assert.Equal(3, entry.GetProperty("after").GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Confirm_Kept_Stays()
    {
        await PutAsync(Confirmed);
        using var kept = await _api.PostJsonAsync("policy/pending/keep", null);
        kept.EnsureSuccessStatusCode();

        _clock.Advance(TimeSpan.FromHours(1));
        await LookAsync();

        Assert.Equal(2, await VersionAsync());
        Assert.Equal("policy.kept", Assert.Single(await EndsAsync()).Text("action"));
    }

    [Fact]
    public async Task Confirm_TimeOverWhileTheProgramWasOff_ComesBackAfterTheStart()
    {
        await PutAsync(Confirmed);
        await StopAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        await StartAsync();

        await LookAsync();

        Assert.Equal(3, await VersionAsync());
        await UntilInForceAsync(3);
    }

    [Fact]
    public async Task Guard_MoreThanItsShareIsRejected_ComesBackAtOnce()
    {
        await PutAsync(Guarded);

        // One of twenty is just what is allowed.
        await SendAsync(("page.visit", 19), ("shop.order", 1));
        await LookAsync();
        Assert.Equal(2, await VersionAsync());
        await SendAsync(("shop.order", 1));
        await LookAsync();

        var policy = await _api.ReadAsync("policy");
        Assert.Equal(3, policy.GetProperty("version").GetInt32());
        Assert.Equal("Reverted: the lists rejected 9.52 % of 21 decisions, more than 5 %.", policy.GetProperty("comment").GetString());
        await UntilInForceAsync(3);
        var entry = Assert.Single(await EndsAsync());
        Assert.Equal(("policy.reverted", "installation"), (entry.Text("action"), entry.Text("who")));
    }

    [Fact]
    public async Task Guard_FewerDecisionsThanItJudges_WaitsForMore()
    {
        await PutAsync(Guarded);

        await SendAsync(("shop.order", PendingChange.LeastDecisions - 1));
        await LookAsync();
        Assert.Equal(2, await VersionAsync());
        await SendAsync(("page.visit", 1));
        await LookAsync();

        Assert.Equal(3, await VersionAsync());
    }

    [Fact]
    public async Task Guard_Harmless_StaysAndEnds()
    {
        await SendAsync(("form.submit", 30));
        await PutAsync(Guarded);
        await SendAsync(("page.visit", 40), ("shop.other", 1));
        await LookAsync();
        Assert.Equal(1, (await _api.ReadAsync("policy/pending")).GetProperty("revertsTo").GetInt32());

        _clock.Advance(TimeSpan.FromMinutes(10));
        await LookAsync();

        Assert.Equal(2, await VersionAsync());
        var entry = Assert.Single(await EndsAsync());
        Assert.Equal(("policy.kept", "installation"), (entry.Text("action"), entry.Text("who")));
        using var pending = await _api.GetAsync("policy/pending");
        Assert.Equal(404, (int)pending.StatusCode);
    }

    [Fact]
    public async Task Guard_HarmOfTheLastMoment_StillCounts()
    {
        await PutAsync(Guarded);
        await SendAsync(("shop.order", 20));
        _clock.Advance(TimeSpan.FromMinutes(10));

        await LookAsync();

        Assert.Equal("policy.reverted", Assert.Single(await EndsAsync()).Text("action"));
    }

    [Fact]
    public async Task Guard_RestartInBetween_CountsFromItsBeginning()
    {
        await PutAsync(Guarded);
        await SendAsync(("page.visit", 10), ("shop.order", 5));
        await StopAsync();
        await StartAsync();
        await SendAsync(("page.visit", 5));

        await LookAsync();

        Assert.Equal("Reverted: the lists rejected 25 % of 20 decisions, more than 5 %.", (await _api.ReadAsync("policy")).GetProperty("comment").GetString());
    }

    [Fact]
    public async Task Guard_InMonitorMode_HasNothingToTakeBack()
    {
        await PutAsync($$$"""{{{{Lists}}},"mode":"monitor","guard":{"minutes":1,"maxRejectedPercent":0}}""");
        await SendAsync(("shop.order", 30));
        await LookAsync();
        Assert.Equal(2, await VersionAsync());

        _clock.Advance(TimeSpan.FromMinutes(1));
        await LookAsync();

        Assert.Equal("policy.kept", Assert.Single(await EndsAsync()).Text("action"));
    }

    [Fact]
    public async Task Revert_ByAPersonWhileItsTimeEnds_IsDoneOnce()
    {
        await PutAsync(Confirmed);
        _clock.Advance(TimeSpan.FromMinutes(10));

        await Task.WhenAll(
            LookAsync(), _api.PostJsonAsync("policy/pending/revert", null, "*"), _api.PostJsonAsync("policy/pending/keep", null), LookAsync());

        Assert.Single(await EndsAsync());
        Assert.InRange(await VersionAsync(), 2, 3);
    }

    private async Task StartAsync()
    {
        _program = await RunningProgram.StartAsync(_folder, _clock, $"--Bootstrap:ApiKey={RunningProgram.ApiKey}");
        _watch = ActivatorUtilities.CreateInstance<PendingWatch>(_program.Services);
        _api = _program.NewApiClient();
    }

    private async Task StopAsync()
    {
        _watch.Dispose();
        _api.Dispose();
        await _program.DisposeAsync();
    }

    private Task LookAsync() => _watch.LookAsync(CancellationToken.None);

    private async Task PutAsync(string policy)
    {
        using var answer = await _api.PutAsync("policy", policy, "\"1\"");
        answer.EnsureSuccessStatusCode();
    }

    private async Task<int> VersionAsync() => (await _api.ReadAsync("policy")).GetProperty("version").GetInt32();

    // Whoever took it back puts it into force, and logs it, just after it is stored.
    private async Task UntilInForceAsync(int version)
    {
        var monitor = _program.Services.GetRequiredService<PolicyMonitor>();
        var told = $"version {version} has the policy before it";
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (monitor.Current.Version != version || !_program.Log.Text.Contains(told, StringComparison.Ordinal))
        {
            await Task.Delay(10, patience.Token);
        }
    }

    private async Task<List<JsonElement>> EndsAsync() =>
        [.. (await _program.AuditAsync()).Where(entry => entry.Text("action") is "policy.kept" or "policy.reverted")];

    // One batch; its answer, which is an error if all of it is rejected, is sent when all of it is recorded.
    private async Task SendAsync(params (string Action, int Count)[] parts)
    {
        using var shop = new HttpClient { BaseAddress = _program.Ingest };
        var events = parts.SelectMany(part => Enumerable.Repeat(new { action = part.Action, client = new { uuid = "5f0c1d2e-3a4b-4c5d-8e6f-708192a3b4c5" } }, part.Count));
        using var content = new StringContent(JsonSerializer.Serialize(events), Encoding.UTF8, "application/json");
        using var answer = await shop.PostAsync("/v4/events/batch", content);
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Accepted or HttpStatusCode.MultiStatus or HttpStatusCode.Unauthorized, $"{answer.StatusCode}");
    }
}
