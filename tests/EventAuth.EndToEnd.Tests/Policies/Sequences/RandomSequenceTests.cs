using System.Net.Http.Json;
using System.Runtime.Versioning;
using System.Text.Json;
using EventAuth.EndToEnd.Tests.Harness;
using Xunit.Abstractions;

namespace EventAuth.EndToEnd.Tests.Policies.Sequences;

/// <summary>
/// Three people change the policy at the same time, at random, on all nodes: each answer is right in one of the states that there were
/// during the call, nothing is lost or overwritten, and the history explains the policy in force.
/// </summary>
[Collection(nameof(PolicyNodes))]
[SupportedOSPlatform("linux")]
public sealed class RandomSequenceTests(PolicyNodes nodes, ITestOutputHelper output)
{
    private const int Rounds = 40;

    private readonly List<PolicyCall> _calls = [];

    // The last entry of the audit trail before each round, and after the last one.
    private readonly List<long> _ends = [];

    [Theory]
    [InlineData(1)]
    [InlineData(20_261)]
    [InlineData(777_003)]
    public async Task Changes_OfThreePeopleAtOnce_AreEachAppliedOnceOrRefusedAndExplainThePolicy(int seed)
    {
        output.WriteLine($"Seed {seed}.");
        await nodes.Api.SendAsync(HttpMethod.Post, "/api/v1/policy/pending/revert", null, ("If-Match", "*"));
        var first = (await nodes.Api.GetAsync("/api/v1/policy")).Expect(200).Json.GetProperty("version").GetInt32();
        _ends.Add(await nodes.LastEntryAsync());

        await ActAsync(seed);
        var history = await PolicyHistory.ReadAsync(nodes, first, _ends[0]);

        Assert.All(_calls, call => AssertRight(call, history));
        history.AssertTheRestIsByNodes();
        Report(history, first);
        await AssertSameOnAllNodesAsync(history);
        await AssertDifferencesLeadToThePolicyAsync(history, first);
    }

    private static PolicyOutcome OutcomeOf(PolicyCall call) => (call.Answer.Status, call.Kind) switch
    {
        (200, PolicyCallKind.Keep) => PolicyOutcome.Kept,
        (200, PolicyCallKind.Revert) => PolicyOutcome.Reverted,
        // What was there before has another comment.
        (200, _) => Text(call.Answer.Json, "comment") == call.Comment ? PolicyOutcome.Changed : PolicyOutcome.Unchanged,
        (412, _) when call.Answer.Code == "version_conflict" => PolicyOutcome.VersionConflict,
        (409, _) when call.Answer.Code == "change_pending" => PolicyOutcome.ChangePending,
        (404, PolicyCallKind.Keep or PolicyCallKind.Revert) when call.Answer.Code == "not_found" => PolicyOutcome.NotFound,
        _ => throw new Xunit.Sdk.XunitException(call.ToString()),
    };

    private static string? Text(JsonElement document, string member) => document.GetProperty(member).GetString();

    // Rounds in which all three act at once, while events arrive. Once, a change on trial is left until its time is over.
    private async Task ActAsync(int seed)
    {
        var random = new Random(seed);
        var people = PolicyNodes.People.Select((person, place) => new PolicyEditor(nodes, person, seed + 1 + place)).ToList();
        await Task.WhenAll(people.Select(person => person.ReadAsync()));
        var isLeft = false;
        for (var round = 0; round < Rounds; round++)
        {
            await RoundAsync(people, random, mayEnd: true);
            if (!isLeft && await nodes.PendingAsync() is { } version && random.Next(2) == 0)
            {
                isLeft = true;
                nodes.EndTime();
                await Until.TrueAsync(
                    async () =>
                    {
                        await RoundAsync(people, random, mayEnd: false);
                        return await nodes.PendingAsync() != version;
                    },
                    () => $"No node ends the trial of version {version}, whose time is over.");
            }
        }
    }

    private async Task RoundAsync(IReadOnlyList<PolicyEditor> people, Random random, bool mayEnd)
    {
        var round = _ends.Count - 1;
        if (mayEnd)
        {
            // All begin from the same version, as after a message that something has to be changed.
            await Task.WhenAll(people.Where(_ => random.Next(3) > 0).Select(person => person.ReadAsync()));
        }

        var events = SendEventsAsync(nodes.All[random.Next(nodes.All.Count)]);
        _calls.AddRange(await Task.WhenAll(people.Select(person => person.ChangeAsync(round, mayEnd))));
        await events;
        _ends.Add(await nodes.LastEntryAsync());
    }

    private static async Task SendEventsAsync(AdminProgram node)
    {
        var answer = await node.Ingest.PostBatchAsync(Enumerable.Range(0, 5).Select(number =>
            new { action = number % 2 == 0 ? "page.visit" : "shop.order", client = new { uuid = Guid.NewGuid() } }));
        Assert.True(answer.Status < 500, answer.Text);
    }

    private void AssertRight(PolicyCall call, PolicyHistory history)
    {
        var (after, until) = (_ends[call.Round], _ends[call.Round + 1]);
        var states = history.Between(after, until).ToList();
        var outcome = OutcomeOf(call);

        // That the version is the right one and that another change is on trial are read one after the other.
        var isPending = outcome == PolicyOutcome.ChangePending
            && states.Exists(state => state.Matches(call)) && states.Exists(state => state.OnTrial is not null);
        Assert.True(
            isPending || states.Exists(state => state.Expected(call, history.Contents) == outcome),
            $"{outcome} in none of these states: {string.Join(", ", states)}: {call}");
        if (call.Answer.Status != 200)
        {
            return;
        }

        var answered = call.Answer.Json;
        var version = answered.GetProperty("version").GetInt32();
        Assert.Equal($"\"{version}\"", call.Answer.Header("ETag"));
        Assert.Equal(history.Contents[version], PolicyContent.Read(answered));
        foreach (var member in (string[])["appliedBy", "comment", "appliedAt"])
        {
            Assert.Equal(Text(history.Version(version), member), Text(answered, member));
        }

        if (outcome == PolicyOutcome.Unchanged)
        {
            Assert.Contains(states, state => state.Version == version && state.Expected(call, history.Contents) == outcome);
            return;
        }

        var before = history.Explain(call, outcome, after, until);
        Assert.Equal(outcome, before.Expected(call, history.Contents));
        if (outcome == PolicyOutcome.Changed)
        {
            Assert.Equal(call.On(history.Contents[before.Version], history.Contents), history.Contents[version]);
            Assert.Equal(call.Trial, answered.TryGetProperty("pending", out var pending) ? Text(pending, "kind") : null);
        }
    }

    private void Report(PolicyHistory history, int first)
    {
        var outcomes = _calls.CountBy(OutcomeOf).ToDictionary();
        var races = _calls.Where(call => OutcomeOf(call) == PolicyOutcome.VersionConflict)
            .Count(call => history.Between(_ends[call.Round], _ends[call.Round]).Single().Matches(call));
        output.WriteLine(
            $"{_calls.Count} calls on {nodes.All.Count} nodes, {history.Last - first} versions: "
            + $"{string.Join(", ", outcomes.OrderBy(pair => pair.Key))}; {races} conflicts of calls that were right when they were sent; "
            + $"by the nodes: {history.ByNodes}.");
        Assert.All(
            (PolicyOutcome[])[PolicyOutcome.Changed, PolicyOutcome.VersionConflict, PolicyOutcome.ChangePending],
            outcome => Assert.True(outcomes.GetValueOrDefault(outcome) >= 5, $"Hardly any {outcome}."));
        Assert.NotEqual(0, races);
        Assert.NotEqual((0, 0), history.ByNodes);
    }

    private async Task AssertSameOnAllNodesAsync(PolicyHistory history)
    {
        await nodes.UntilInForceAsync(history.Last);
        var (last, former) = (history.Contents[history.Last], history.Contents[history.Last - 1]);
        foreach (var node in nodes.All)
        {
            var policy = (await node.Api.GetAsync("/api/v1/policy")).Expect(200).Json;
            Assert.Equal((history.Last, last), (policy.GetProperty("version").GetInt32(), PolicyContent.Read(policy)));
            var versions = (await node.Api.GetAsync("/api/v1/policy/versions?limit=1000")).Expect(200).Json.GetProperty("items");
            Assert.All(versions.EnumerateArray(), version =>
                Assert.Equal(history.Version(version.GetProperty("version").GetInt32()).GetRawText(), version.GetRawText()));

            var draft = JsonContent.Create(new { lists = former.Lists, mode = former.Mode, otherEvents = former.OtherEvents });
            var compared = await node.Api.SendAsync(HttpMethod.Post, "/api/v1/policy/compare", draft);
            Assert.Equal(former, last.WithDifference(compared.Expect(200).Json));
        }
    }

    private async Task AssertDifferencesLeadToThePolicyAsync(PolicyHistory history, int first)
    {
        var content = history.Contents[first];
        for (var version = first + 1; version <= history.Last; version++)
        {
            var node = nodes.All[version % nodes.All.Count];
            var difference = await node.Api.GetAsync($"/api/v1/policy/versions/{version - 1}/diff/{version}");
            content = content.WithDifference(difference.Expect(200).Json);
            Assert.Equal(history.Contents[version], content);
        }
    }
}
