using System.Runtime.Versioning;
using System.Text.Json;

namespace EventAuth.EndToEnd.Tests.Policies.Sequences;

/// <summary>
/// What happened according to the audit trail and the versions: one state after the other. It is read after all calls, and checks that it
/// is whole: each version has exactly one entry, follows the one before, and says what its entry says.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class PolicyHistory
{
    private readonly List<(long Number, PolicyState State, JsonElement Entry)> _moments = [];
    private readonly Dictionary<int, JsonElement> _versions = [];
    private readonly Dictionary<int, PolicyContent> _contents = [];
    private readonly HashSet<long> _explained = [];

    public int Last => _moments[^1].State.Version;

    public IReadOnlyDictionary<int, PolicyContent> Contents => _contents;

    /// <summary>How many changes on trial the nodes kept by themselves, and how many they took back.</summary>
    public (int Kept, int Reverted) ByNodes => (ByNodesOf("policy.kept"), ByNodesOf("policy.reverted"));

    /// <param name="nodes">Where it is read.</param>
    /// <param name="first">The last version before the calls; nothing is on trial then.</param>
    /// <param name="after">The last entry of the audit trail before the calls.</param>
    public static async Task<PolicyHistory> ReadAsync(PolicyNodes nodes, int first, long after)
    {
        var history = new PolicyHistory();
        var versions = (await nodes.Api.GetAsync("/api/v1/policy/versions?limit=1000")).Expect(200).Json.GetProperty("items")
            .EnumerateArray().ToList();
        Assert.Equal(Enumerable.Range(1, versions.Count).Reverse(), versions.Select(version => version.GetProperty("version").GetInt32()));
        foreach (var version in versions)
        {
            var number = version.GetProperty("version").GetInt32();
            (history._versions[number], history._contents[number]) = (version, PolicyContent.Read(version));
        }

        history._moments.Add((after, new PolicyState(first, null), default));
        foreach (var entry in await nodes.TrailAsync(after))
        {
            history.Append(entry);
        }

        Assert.Equal(versions.Count, history.Last);
        return history;
    }

    /// <summary>A version as the history shows it.</summary>
    public JsonElement Version(int number) => _versions[number];

    /// <summary>The states there were between two entries, the one of the first included.</summary>
    public IEnumerable<PolicyState> Between(long after, long until)
    {
        var begin = _moments.FindLastIndex(moment => moment.Number <= after);
        return _moments.Skip(begin).TakeWhile((moment, place) => place == 0 || moment.Number <= until).Select(moment => moment.State);
    }

    /// <summary>The one entry that a successful call has, which no other call has, and the state in which it succeeded.</summary>
    public PolicyState Explain(PolicyCall call, PolicyOutcome outcome, long after, long until)
    {
        var action = outcome switch
        {
            PolicyOutcome.Kept => "policy.kept",
            PolicyOutcome.Reverted => "policy.reverted",
            _ => "policy.lists.changed",
        };
        var version = call.Answer.Json.GetProperty("version").GetInt32();
        var place = _moments.FindIndex(1, moment => Text(moment.Entry, "action") == action && AfterOf(moment.Entry) == version);
        Assert.True(place > 0, $"No {action} of version {version} in the audit trail: {call}");
        var (number, _, entry) = _moments[place];
        Assert.True(number > after && number <= until, $"Entry {number} is not between {after} and {until}: {call}");
        Assert.True(_explained.Add(number), $"Entry {number} has a second call: {call}");
        Assert.Equal(call.Author, Text(entry, "who"));
        return _moments[place - 1].State;
    }

    /// <summary>What no call explains was done by a node, which only ends changes on trial.</summary>
    public void AssertTheRestIsByNodes() => Assert.All(Unexplained(), entry =>
        Assert.True(Text(entry, "who") == "installation" && Text(entry, "action") != "policy.lists.changed", "Nobody did this: " + entry));

    private void Append(JsonElement entry)
    {
        var before = _moments[^1].State;
        var version = AfterOf(entry);
        var after = entry.GetProperty("after");
        var action = Text(entry, "action");
        if (action == "policy.kept")
        {
            Assert.Equal(before.OnTrial, version);
            Add(before with { OnTrial = null });
            return;
        }

        Assert.Equal(before.Version + 1, version);
        Assert.Equal(Text(entry, "who"), Text(_versions[version], "appliedBy"));
        Assert.Equal(
            _contents[version],
            after.EnumerateObject().Aggregate(_contents[before.Version], (content, member) => content.With(member.Name, member.Value)));
        if (action == "policy.reverted")
        {
            Assert.Equal(before.OnTrial, before.Version);
            Assert.Equal(_contents[before.Version - 1], _contents[version]);
            Assert.StartsWith("Reverted: ", Text(_versions[version], "comment"), StringComparison.Ordinal);
            Add(new PolicyState(version, null));
            return;
        }

        Assert.Equal("policy.lists.changed", action);
        Assert.Null(before.OnTrial);
        if (after.TryGetProperty("pending", out var pending))
        {
            Assert.Equal(before.Version, pending.GetProperty("revertsTo").GetInt32());
        }

        Add(new PolicyState(version, pending.ValueKind == JsonValueKind.Undefined ? null : version));

        void Add(PolicyState state) => _moments.Add((entry.GetProperty("number").GetInt64(), state, entry));
    }

    private IEnumerable<JsonElement> Unexplained() =>
        _moments.Skip(1).Where(moment => !_explained.Contains(moment.Number)).Select(moment => moment.Entry);

    private int ByNodesOf(string action) => Unexplained().Count(entry => Text(entry, "action") == action);

    private static int AfterOf(JsonElement entry) => entry.GetProperty("after").GetProperty("version").GetInt32();

    private static string? Text(JsonElement entry, string member) => entry.GetProperty(member).GetString();
}
