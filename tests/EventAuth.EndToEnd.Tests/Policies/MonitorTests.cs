using System.Text.Json;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Policies;

/// <summary>Monitor mode rejects nothing for the sake of the lists, and says exactly what enforcing would reject.</summary>
public sealed class MonitorTests(RunningProgram running) : IClassFixture<RunningProgram>
{
    private static readonly string[] s_actions = ["mix.visit", "mix.login", "mix.order", "mix.both", "mix.other"];
    private static readonly string[] s_ofLists = ["jwt_required", "not_allowed_for_anonymous", "not_listed"];

    [Fact]
    public async Task Monitor_EventThatNeedsAToken_IsAcceptedWithoutTheRightToChangeData()
    {
        var version = await SetAsync(new PolicyLists { UpdateWithJwt = ["monitor.order"] }, "monitor", "accept");
        var uuid = Guid.NewGuid().ToString();
        var sent = new { action = "monitor.order", client = new { uuid, email = "jana@shop.example", attributes = new { mark = "changed" } } };

        var accepted = (await running.Ingest.PostAsync(sent)).Expect(202).Json;
        (await running.Ingest.PostAsync(sent, SigningKey.Other.Token(new { uuid }))).ExpectProblem(401, "invalid_token");
        var trusted = (await running.Ingest.PostAsync(sent, SigningKey.Shared.Token(new { uuid, email = "jana@shop.example" }))).Expect(202).Json;

        Assert.Equal("accepted", accepted.GetProperty("status").GetString());
        Assert.Equal(("anonymous_list_empty", "jwt_required"), (Text(accepted, "reason"), Text(accepted, "monitored")));
        Assert.False(accepted.GetProperty("profileUpdated").GetBoolean());
        Assert.Equal(version, accepted.GetProperty("policyVersion").GetInt32());
        Assert.Equal("listed_with_jwt", Text(trusted, "reason"));
        Assert.False(trusted.TryGetProperty("monitored", out _));

        var found = Assert.Single((await running.Api.GetAsync("/api/v1/decisions?monitored=true&action=monitor.order")).Expect(200)
            .Json.GetProperty("items").EnumerateArray());
        Assert.Equal(Text(accepted, "eventId"), Text(found, "eventId"));
        Assert.Equal(("accepted", "anonymous_list_empty", "jwt_required"), (Text(found, "outcome"), Text(found, "code"), Text(found, "monitored")));
        Assert.Equal(1, await MonitoredAsync("&action=monitor.order&code=jwt_required"));
        Assert.Equal(0, await MonitoredAsync("&action=monitor.order&code=not_listed"));
    }

    [Fact]
    public async Task Monitor_EventWithCustomerData_KeepsNothingOfIt()
    {
        await SetAsync(new PolicyLists { UpdateWithJwt = ["monitor.order"] }, "monitor", "accept");
        var uuid = Guid.NewGuid().ToString();

        (await running.Ingest.PostAsync(
            new { action = "monitor.order", client = new { uuid, email = $"{uuid}@shop.example", attributes = new { mark = "changed" } } })).Expect(202);

        var profile = await running.Api.ProfileAsync(uuid);
        Assert.False(profile.GetProperty("attributes").TryGetProperty("mark", out _));
        Assert.DoesNotContain($"{uuid}@shop.example", profile.GetRawText(), StringComparison.Ordinal);
        Assert.Single(await running.Api.ActivitiesAsync(uuid));
    }

    [Fact]
    public async Task Reject_EventOnNoList_IsRejectedWhoeverSendsIt()
    {
        await SetAsync(new PolicyLists { AnonymousWithoutJwt = ["page.visit"] }, "enforce", "reject");
        var uuid = Guid.NewGuid().ToString();
        var other = new { action = "other.event", client = new { uuid } };

        (await running.Ingest.PostAsync(other)).ExpectProblem(403, "not_listed");
        (await running.Ingest.PostAsync(other, SigningKey.Shared.Token(new { uuid }))).ExpectProblem(403, "not_listed");
        (await running.Ingest.PostAsync(other, SigningKey.Other.Token(new { uuid }))).ExpectProblem(401, "invalid_token");
        (await running.Ingest.PostAsync(new { action = "page.visit", client = new { uuid } })).Expect(202);
    }

    [Fact]
    public async Task RequireJwt_EventOnNoList_IsAcceptedWithAValidTokenOnly()
    {
        await SetAsync(new PolicyLists { AnonymousWithoutJwt = ["page.visit"] }, "enforce", "require_jwt");
        var uuid = Guid.NewGuid().ToString();
        var other = new { action = "other.event", client = new { uuid } };

        (await running.Ingest.PostAsync(other)).ExpectProblem(401, "jwt_required");
        var accepted = (await running.Ingest.PostAsync(other, SigningKey.Shared.Token(new { uuid }))).Expect(202).Json;

        Assert.Equal("authenticated", Text(accepted, "reason"));
        (await running.Ingest.PostAsync(new { action = "page.visit", client = new { uuid } })).Expect(202);
    }

    [Theory]
    [InlineData("accept")]
    [InlineData("require_jwt")]
    [InlineData("reject")]
    public async Task Monitor_TheSameMixedEvents_MarksExactlyWhatEnforcingRejects(string others)
    {
        var lists = new PolicyLists { AnonymousWithoutJwt = ["mix.visit"], UpdateWithoutJwt = ["mix.login", "mix.both"], UpdateWithJwt = ["mix.order", "mix.both"] };
        var enforced = await SendMixedAsync(await SetAsync(lists, "enforce", others));
        var monitored = await SendMixedAsync(await SetAsync(lists, "monitor", others));

        // By which rule an event is accepted may differ: a token on an event that enforcing rejects makes its customer known.
        Assert.Equal(
            enforced.Verdicts.Select(verdict => s_ofLists.Contains(verdict.Code) ? (202, "", verdict.Code, false) : Outcome(verdict)),
            monitored.Verdicts.Select(Outcome));
        Assert.DoesNotContain(monitored.Verdicts, verdict => s_ofLists.Contains(verdict.Code));

        var rejected = enforced.Verdicts.Count(verdict => s_ofLists.Contains(verdict.Code));
        Assert.InRange(rejected, 50, 250);
        Assert.Equal(rejected, await MonitoredAsync("", monitored.Version));
        foreach (var code in s_ofLists)
        {
            Assert.Equal(enforced.Verdicts.Count(verdict => verdict.Code == code), await MonitoredAsync("&code=" + code, monitored.Version));
        }

        // Bad tokens are recorded a moment later.
        await Until.TrueAsync(
            async () => await RejectedAsync(enforced.Version) == enforced.Verdicts.Count(verdict => verdict.Status != 202),
            () => "Not all rejections of Enforce are recorded.");
        await Until.TrueAsync(
            async () => await RejectedAsync(monitored.Version) == monitored.Verdicts.Count(verdict => verdict.Status != 202),
            () => "Not all rejections of Monitor are recorded.");
    }

    private static (int Status, string Code, string? Monitored, bool MayChangeData) Outcome(
        (int Status, string Code, string? Monitored, bool MayChangeData) verdict) => verdict.Status == 202 ? verdict with { Code = "" } : verdict;

    private static string? Text(JsonElement answer, string member) => answer.GetProperty(member).GetString();

    private Task<int> SetAsync(PolicyLists lists, string mode, string otherEvents) => running.Api.SetPolicyAsync(new { lists, mode, otherEvents });

    // The same 300 for each seed, from customers who are nobody yet: with a token, a bad one or none, some with data that tells who they are.
    private async Task<(int Version, List<(int Status, string Code, string? Monitored, bool MayChangeData)> Verdicts)> SendMixedAsync(int version)
    {
        var random = new Random(17);
        var customers = Enumerable.Range(0, 8).Select(_ => Guid.NewGuid().ToString()).ToList();
        var verdicts = new List<(int, string, string?, bool)>();
        for (var number = 0; number < 300; number++)
        {
            var uuid = customers[random.Next(customers.Count)];
            var client = random.Next(3) == 0 ? (object)new { uuid, email = $"{uuid}@shop.example" } : new { uuid };
            var action = s_actions[random.Next(s_actions.Length)];
            var token = random.Next(8) switch
            {
                0 => SigningKey.Shared.Token(new { uuid, email = $"{uuid}@shop.example" }),
                1 => SigningKey.Other.Token(new { uuid }),
                _ => null,
            };
            var answer = await running.Ingest.PostAsync(new { action, client }, token);
            verdicts.Add(answer.Status == 202
                ? (202, Text(answer.Json, "reason")!, answer.Json.TryGetProperty("monitored", out var code) ? code.GetString() : null, answer.Json.GetProperty("profileUpdated").GetBoolean())
                : (answer.Status, answer.Code, null, false));
        }

        return (version, verdicts);
    }

    private async Task<int> MonitoredAsync(string filter, int? version = null) => await CountAsync("monitored=true" + filter, version);

    private Task<int> RejectedAsync(int version) => CountAsync("outcome=rejected", version);

    private async Task<int> CountAsync(string filter, int? version)
    {
        var items = (await running.Api.GetAsync("/api/v1/decisions?limit=1000&" + filter)).Expect(200).Json.GetProperty("items").EnumerateArray();
        return items.Where(item => version is null || item.GetProperty("policyVersion").GetInt32() == version).Sum(item => item.GetProperty("count").GetInt32());
    }
}
