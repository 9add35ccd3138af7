using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json;
using System.Text.RegularExpressions;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Policies.Sequences;

/// <summary>A change on trial, which each node watches: of all nodes exactly one ends it.</summary>
[Collection(nameof(PolicyNodes))]
[SupportedOSPlatform("linux")]
public sealed partial class TrialOnNodesTests(PolicyNodes nodes) : IAsyncLifetime
{
    private const string TakenBack = "was taken back";
    private const string Kept = "proved itself and stays";

    private static readonly PolicyContent s_open = PolicyContent.Of(new PolicyLists(), "enforce", "accept");
    private static readonly PolicyContent s_harmful = s_open with { UpdateWithJwt = "shop.order" };

    private int _before;
    private long _lastEntry;

    public async Task InitializeAsync()
    {
        await nodes.Api.SendAsync(HttpMethod.Post, "/api/v1/policy/pending/revert", null, ("If-Match", "*"));
        _before = await nodes.Api.SetPolicyAsync(new { lists = s_open.Lists, mode = s_open.Mode, otherEvents = s_open.OtherEvents });
        _lastEntry = await nodes.LastEntryAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task Guard_MostIsRejectedOnAllNodes_ComesBackExactlyOnce()
    {
        const int times = 2;
        var told = Told(TakenBack);
        for (var time = 0; time < times; time++)
        {
            var trial = await TryAsync(time, new { lists = s_harmful.Lists, guard = new { minutes = 10, maxRejectedPercent = 5 } });
            Assert.Equal(_before + (2 * time) + 1, trial);

            // One of the two alone is too little to judge.
            await Task.WhenAll(SendAsync(time, orders: 15, visits: 2), SendAsync(time + 1, orders: 15, visits: 2));
            await nodes.UntilInForceAsync(trial + 1);

            var back = await AssertNewestAsync(trial + 1, s_open);
            Assert.Equal("installation", Text(back, "appliedBy"));
            var reason = ReasonPattern().Match(Text(back, "comment")!);
            Assert.True(reason.Success, Text(back, "comment"));
            Assert.InRange(int.Parse(reason.Groups["decisions"].Value, CultureInfo.InvariantCulture), 20, 34);
            await AssertDecidedByAsync("shop.order", trial + 1);
        }

        Assert.Equal(
            Enumerable.Range(0, times).SelectMany(time => ((string?, string?, int)[])[
                ("policy.lists.changed", "API key bootstrap", _before + (2 * time) + 1),
                ("policy.reverted", "installation", _before + (2 * time) + 2)]),
            await TrailAsync());
        await UntilToldAsync(TakenBack, told + times);
    }

    [Fact]
    public async Task Guard_HardlyAnythingIsRejected_StaysAfterItsTime()
    {
        var told = Told(Kept);
        var trial = await TryAsync(0, new { lists = s_harmful.Lists, guard = new { minutes = 10, maxRejectedPercent = 5 } });
        await Task.WhenAll(SendAsync(0, orders: 0, visits: 20), SendAsync(1, orders: 1, visits: 20));

        nodes.EndTime();
        await UntilEndedAsync();

        await AssertNewestAsync(trial, s_harmful);
        await AssertDecidedByAsync("page.visit", trial);
        Assert.Equal([("policy.lists.changed", "API key bootstrap", trial), ("policy.kept", "installation", trial)], await TrailAsync());
        await UntilToldAsync(Kept, told + 1);
    }

    /// <summary>While nobody can write, each node decides that the trial ends, and waits. Then all of them may write.</summary>
    [Theory]
    [Trait("Database", "PostgreSql")]
    [InlineData("confirm")]
    [InlineData("guard")]
    public async Task Trial_ThatAllNodesEndAtOnce_EndsOnce(string kind)
    {
        object body = kind == "guard"
            ? new { lists = s_harmful.Lists, guard = new { minutes = 10, maxRejectedPercent = 100 } }
            : new { lists = s_harmful.Lists, confirm = new { minutes = 10 } };
        var (words, told) = kind == "guard" ? (Kept, Told(Kept)) : (TakenBack, Told(TakenBack));
        var trial = await TryAsync(0, body);

        using (nodes.All[0].Database.Lock())
        {
            nodes.EndTime();
            await Until.TrueAsync(() => Task.FromResult(Waiting() == nodes.All.Count), () => $"{Waiting()} nodes wait to end the trial.");
        }

        await UntilEndedAsync();
        var last = kind == "guard" ? trial : trial + 1;
        await nodes.UntilInForceAsync(last);
        await AssertNewestAsync(last, kind == "guard" ? s_harmful : s_open);
        Assert.Equal(
            [
                ("policy.lists.changed", "API key bootstrap", trial),
                (kind == "guard" ? "policy.kept" : "policy.reverted", "installation", last),
            ],
            await TrailAsync());
        await UntilToldAsync(words, told + 1);
    }

    private AdminProgram Node(int number) => nodes.All[number % nodes.All.Count];

    // Applies a change on a node, and returns when it is in force on all.
    private async Task<int> TryAsync(int node, object body)
    {
        var trial = await Node(node).Api.SetPolicyAsync(body);
        await nodes.UntilInForceAsync(trial);
        return trial;
    }

    private async Task SendAsync(int node, int orders, int visits)
    {
        var actions = Enumerable.Repeat("shop.order", orders).Concat(Enumerable.Repeat("page.visit", visits));
        var answer = await Node(node).Ingest.PostBatchAsync(
            actions.Select(action => new { action, client = new { uuid = Guid.NewGuid() } }));
        Assert.True(answer.Status < 400, answer.Text);
    }

    private Task UntilEndedAsync() => Until.TrueAsync(async () => await nodes.PendingAsync() is null, () => "No node ends the trial.");

    private int Waiting() => (int)nodes.All[0].Database.ReadNumber(
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'");

    // On every node, and nothing is on trial.
    private async Task<JsonElement> AssertNewestAsync(int version, PolicyContent content)
    {
        foreach (var node in nodes.All)
        {
            var policy = (await node.Api.GetAsync("/api/v1/policy")).Expect(200).Json;
            Assert.Equal((version, content), (policy.GetProperty("version").GetInt32(), PolicyContent.Read(policy)));
            (await node.Api.GetAsync("/api/v1/policy/pending")).ExpectProblem(404, "not_found");
        }

        return (await nodes.Api.GetAsync("/api/v1/policy")).Expect(200).Json;
    }

    private async Task AssertDecidedByAsync(string action, int version)
    {
        foreach (var node in nodes.All)
        {
            var accepted = await node.Ingest.PostAsync(new { action, client = new { uuid = Guid.NewGuid() } });
            Assert.Equal(version, accepted.Expect(202).Json.GetProperty("policyVersion").GetInt32());
        }
    }

    private async Task<IEnumerable<(string?, string?, int)>> TrailAsync() => (await nodes.TrailAsync(_lastEntry)).Select(entry =>
        (Text(entry, "action"), Text(entry, "who"), entry.GetProperty("after").GetProperty("version").GetInt32()));

    // What the nodes write about it, all together. The lines come a little later.
    private int Told(string words) =>
        nodes.All.Sum(node => node.Output.Text.Split('\n').Count(line => line.Contains(words, StringComparison.Ordinal)));

    private Task UntilToldAsync(string words, int times) =>
        Until.TrueAsync(() => Task.FromResult(Told(words) == times), () => $"\"{words}\" is in the logs {Told(words)} times, not {times}.");

    private static string? Text(JsonElement document, string member) => document.GetProperty(member).GetString();

    [GeneratedRegex(@"^Reverted: the lists rejected [0-9.]+ % of (?<decisions>\d+) decisions, more than 5 %\.$", RegexOptions.None, 1000)]
    private static partial Regex ReasonPattern();
}
