using System.Net;
using System.Text.Json;
using EventAuth.Admin.Access;
using EventAuth.Admin.Tests.Audit;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Api;

/// <summary>A change on trial: begun by a change of the policy, shown, kept, taken back; no other change in between.</summary>
public sealed class PendingApiTests : OwnProgram
{
    private const string Lists = """ "lists":{"anonymousWithoutJwt":["page.visit"],"updateWithoutJwt":[],"updateWithJwt":["form.submit"]} """;
    private const string Confirmed = $$$"""{{{{Lists}}},"confirm":{"minutes":10}}""";
    private const string Guarded = $$$"""{{{{Lists}}},"guard":{"minutes":1440,"maxRejectedPercent":2.5}}""";
    private const string Another = """{"lists":{"anonymousWithoutJwt":[],"updateWithoutJwt":[],"updateWithJwt":[]}}""";

    [Theory]
    [InlineData(Confirmed, "confirm", 10, null)]
    [InlineData(Guarded, "guard", 1440, 2.5)]
    public async Task Put_OnTrial_IsInForceAndPending(string policy, string kind, int minutes, double? percent)
    {
        using var answer = await Api.PutAsync("policy", policy, "\"1\"");
        var applied = await answer.JsonAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(2, Program.Services.GetRequiredService<PolicyMonitor>().Current.Version);
        var pending = applied.GetProperty("pending");
        Assert.Equal(kind, pending.GetProperty("kind").GetString());
        Assert.Equal(1, pending.GetProperty("revertsTo").GetInt32());
        Assert.Equal(applied.GetProperty("appliedAt").GetDateTimeOffset().AddMinutes(minutes), pending.GetProperty("until").GetDateTimeOffset());
        Assert.Equal(percent, pending.TryGetProperty("maxRejectedPercent", out var share) ? share.GetDouble() : null);
        Assert.Equal(pending.GetRawText(), (await Api.ReadAsync("policy/pending")).GetRawText());
        var audited = (await Program.AuditAsync("&action=policy.lists.changed"))[^1].GetProperty("after").GetProperty("pending");
        Assert.Equal((kind, 1), (audited.GetProperty("kind").GetString(), audited.GetProperty("revertsTo").GetInt32()));
    }

    [Fact]
    public async Task Put_OnTrialButNothingChanges_IsNotPending()
    {
        using var answer = await Api.PutAsync("policy", (await Api.GetStringAsync("policy"))[..^1] + ""","confirm":{"minutes":1}}""", "\"1\"");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False((await answer.JsonAsync()).TryGetProperty("pending", out _));
        await AssertNothingPendingAsync();
    }

    [Fact]
    public async Task Pending_NothingOnTrial_IsNotFound()
    {
        await AssertNothingPendingAsync();
        foreach (var call in (string[])["policy/pending/keep", "policy/pending/revert"])
        {
            using var answer = await Api.PostJsonAsync(call, null, "*");
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal("not_found", await answer.CodeAsync());
        }
    }

    [Fact]
    public async Task Keep_OnTrial_MakesItFinal()
    {
        using var applied = await Api.PutAsync("policy", Confirmed, "\"1\"");

        using var kept = await Api.PostJsonAsync("policy/pending/keep", null);
        using var again = await Api.PostJsonAsync("policy/pending/keep", null);
        using var reverted = await Api.PostJsonAsync("policy/pending/revert", null, "\"2\"");
        using var next = await Api.PutAsync("policy", Another, "\"2\"");

        Assert.Equal((HttpStatusCode.OK, "\"2\""), (kept.StatusCode, kept.Headers.ETag?.ToString()));
        Assert.Equal(2, (await kept.JsonAsync()).GetProperty("version").GetInt32());
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (again.StatusCode, reverted.StatusCode));
        Assert.Equal(3, (await next.JsonAsync()).GetProperty("version").GetInt32());
        var entry = Assert.Single(await Program.AuditAsync("&action=policy.kept"));
        Assert.Equal("API key bootstrap", entry.Text("who"));
        Assert.Equal("""{"version":2}""", entry.GetProperty("after").GetRawText());
    }

    [Fact]
    public async Task Revert_OnTrial_BringsTheFormerPolicyBackAsANewVersion()
    {
        using var applied = await Api.PutAsync("policy", Confirmed, "\"1\"");

        using var reverted = await Api.PostJsonAsync("policy/pending/revert", null, "\"2\"");
        using var again = await Api.PostJsonAsync("policy/pending/revert", null, "\"3\"");
        var policy = await reverted.JsonAsync();

        Assert.Equal((HttpStatusCode.OK, "\"3\""), (reverted.StatusCode, reverted.Headers.ETag?.ToString()));
        Assert.Equal(3, Program.Services.GetRequiredService<PolicyMonitor>().Current.Version);
        Assert.Equal((await Api.ReadAsync("policy/versions/1")).GetProperty("lists").GetRawText(), policy.GetProperty("lists").GetRawText());
        Assert.StartsWith("Reverted: ", policy.GetProperty("comment").GetString(), StringComparison.Ordinal);
        Assert.Equal("API key bootstrap", policy.GetProperty("appliedBy").GetString());
        Assert.Equal(HttpStatusCode.NotFound, again.StatusCode);
        await AssertNothingPendingAsync();
        Assert.Equal("API key bootstrap", Assert.Single(await Program.AuditAsync("&action=policy.reverted")).Text("who"));
    }

    [Theory]
    [InlineData(null, 428, "if_match_required")]
    [InlineData("2", 400, "invalid_request")]
    [InlineData("\"1\"", 412, "version_conflict")]
    public async Task Revert_ConditionThatDoesNotHold_ChangesNothing(string? ifMatch, int status, string code)
    {
        using var applied = await Api.PutAsync("policy", Confirmed, "\"1\"");

        using var answer = await Api.PostJsonAsync("policy/pending/revert", null, ifMatch);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(code, await answer.CodeAsync());
        Assert.Equal(1, (await Api.ReadAsync("policy/pending")).GetProperty("revertsTo").GetInt32());
    }

    [Fact]
    public async Task KeepAndRevert_ManyAtOnce_ExactlyOneSucceeds()
    {
        using var applied = await Api.PutAsync("policy", Confirmed, "\"1\"");

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(number =>
            Api.PostJsonAsync(number % 2 == 0 ? "policy/pending/keep" : "policy/pending/revert", null, "*")));

        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
        Assert.Equal(11, answers.Count(answer => answer.StatusCode == HttpStatusCode.NotFound));
        Assert.Single(await Program.AuditAsync(), entry => entry.Text("action") is "policy.kept" or "policy.reverted");
        await AssertNothingPendingAsync();
    }

    [Fact]
    public async Task Change_WhileAnotherIsOnTrial_IsRefused()
    {
        using var applied = await Api.PutAsync("policy", Guarded, "\"1\"");

        using var policy = await Api.PutAsync("policy", Another, "\"2\"");
        using var trial = await Api.PutAsync("policy", Another[..^1] + ""","confirm":{"minutes":1}}""", "\"2\"");
        using var restored = await Api.PostJsonAsync("policy/versions/1/restore", null, "\"2\"");
        using var certificate = await Api.PutAsync("certificate", JsonSerializer.Serialize(new { pem = SigningKey.Shared.PublicPem }));

        foreach (var answer in (HttpResponseMessage[])[policy, trial, restored, certificate])
        {
            Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
            Assert.Equal("change_pending", await answer.CodeAsync());
        }

        Assert.Equal(2, (await Api.ReadAsync("policy")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Pending_AfterARestart_IsStillThereAndCanBeTakenBack()
    {
        using var folder = new TemporaryFolder();
        string[] settings = [$"--Bootstrap:ApiKey={RunningProgram.ApiKey}"];
        string before;
        await using (var first = await RunningProgram.StartAsync(folder, null, settings))
        {
            using var api = first.NewApiClient();
            using var applied = await api.PutAsync("policy", Guarded, "\"1\"");
            before = await api.GetStringAsync("policy/pending");
        }

        await using var again = await RunningProgram.StartAsync(folder, null, settings);
        using var afterwards = again.NewApiClient();

        Assert.Equal(before, await afterwards.GetStringAsync("policy/pending"));
        using var refused = await afterwards.PutAsync("policy", Another, "\"2\"");
        Assert.Equal("change_pending", await refused.CodeAsync());
        using var reverted = await afterwards.PostJsonAsync("policy/pending/revert", null, "\"2\"");
        Assert.Equal(3, (await reverted.JsonAsync()).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Keep_ByAnEditor_IsAllowed()
    {
        using var editor = Program.NewApiClient(await Program.AddKeyAsync(Roles.Editor));
        using var applied = await editor.PutAsync("policy", Confirmed, "\"1\"");

        using var kept = await editor.PostJsonAsync("policy/pending/keep", null);

        Assert.Equal(HttpStatusCode.OK, kept.StatusCode);
    }

    private async Task AssertNothingPendingAsync()
    {
        using var answer = await Api.GetAsync("policy/pending");
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("not_found", await answer.CodeAsync());
    }
}
