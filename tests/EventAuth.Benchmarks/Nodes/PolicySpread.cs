using System.Globalization;
using EventAuth.Core.Decisions;
using EventAuth.Core.Profiles;
using EventAuth.EndToEnd.Tests.Harness;
using Npgsql;

namespace EventAuth.Benchmarks.Nodes;

/// <summary>
/// Applies many changes of the policy on the console while three nodes receive events without pause, and measures from the request until
/// every node decided an event by it. Every verdict is compared with the table of its version: answers, and all rows of the record.
/// </summary>
internal static class PolicySpread
{
    private static readonly string[] s_actions = ["spread.one", "spread.two", "spread.three", "spread.four", "spread.five", "spread.six"];

    /// <summary>Returns whether every verdict was one of its version, and each version in force on every node within 1.5 s.</summary>
    public static async Task<bool> RunAsync(int changes, bool notifies)
    {
        Dictionary<string, string> further = notifies ? [] : new() { ["Policy:Notifications"] = "false" };
        await using var cluster = await NodesCluster.StartAsync(further);
        var history = new PolicyHistory();
        var random = new Random(15);
        var times = new List<double>();
        var watches = cluster.Nodes.Select(node => new NodeWatch(node, s_actions)).ToList();
        try
        {
            await Task.WhenAll(watches.Select(watch => watch.ReachAsync(1)));
            var version = (await cluster.Console.Api.GetAsync("/api/v1/policy")).Expect(200);
            history.Keep(version.Json.GetProperty("version").GetInt32(), PolicyLists.Read(version.Json));
            var tag = version.Header("ETag");
            for (var change = 0; change < changes; change++)
            {
                // Kept before it is applied: a node may decide by it before the console's answer is read.
                var lists = Lists(random, change);
                history.Keep(version.Json.GetProperty("version").GetInt32() + 1, lists);
                var begun = TimeProvider.System.GetTimestamp();
                var applied = (await cluster.Console.Api.PutPolicyAsync(new { lists }, tag)).Expect(200);
                (version, tag) = (applied, applied.Header("ETag"));
                var number = applied.Json.GetProperty("version").GetInt32();
                var reached = await Task.WhenAll(watches.Select(watch => watch.ReachAsync(number)));
                times.Add(TimeProvider.System.GetElapsedTime(begun, reached.Max()).TotalMilliseconds);
            }
        }
        finally
        {
            foreach (var watch in watches)
            {
                await watch.DisposeAsync();
            }
        }

        times.Sort();
        var wrong = WrongAnswers(watches, history).Concat(await WrongRowsAsync(cluster, history)).ToList();
        var total = watches.Sum(watch => watch.Answers.Values.Sum());
        Say($"{changes} changes of the policy, notifications {(notifies ? "on" : "off")}: in force on all of 3 nodes after p50 {At(times, 0.5):F0} ms, p99 {At(times, 0.99):F0} ms, at most {times[^1]:F0} ms");
        Say($"{total} answers: {string.Join(", ", watches.SelectMany(watch => watch.Answers).GroupBy(pair => pair.Key).OrderBy(code => code.Key).Select(code => $"{code.Sum(pair => pair.Value)} × {code.Key}"))}");
        Say($"{wrong.Count} verdicts that are not of their version");
        wrong.Take(10).ToList().ForEach(Console.WriteLine);
        return wrong.Count == 0 && times[^1] <= 1_500;
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    private static double At(List<double> sorted, double part) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * part))];

    // Each name on one list, or on none; the first list is empty in one change of four.
    private static PolicyLists Lists(Random random, int change)
    {
        var places = s_actions.ToLookup(_ => random.Next(4));
        return new PolicyLists
        {
            AnonymousWithoutJwt = change % 4 == 0 ? [] : [.. places[1], "spread.listed"],
            UpdateWithoutJwt = [.. places[2], string.Create(CultureInfo.InvariantCulture, $"spread.change-{change}")],
            UpdateWithJwt = [.. places[3]],
        };
    }

    private static IEnumerable<string> WrongAnswers(IEnumerable<NodeWatch> watches, PolicyHistory history) =>
        from answer in watches.SelectMany(watch => watch.Accepted)
        let expected = history.Decide(answer.Version, answer.Action, answer.Customer)
        where expected is null || expected.Value.ToCode() != answer.Reason
        select $"Version {answer.Version}, {answer.Action}, {answer.Customer}: answered {answer.Reason}, not {expected}.";

    private static async Task<IReadOnlyList<string>> WrongRowsAsync(NodesCluster cluster, PolicyHistory history)
    {
        var wrong = new List<string>();
        await using var source = NpgsqlDataSource.Create(cluster.Database.ConnectionString);
        await using var command = source.CreateCommand(
            """
            SELECT "PolicyVersion", "Action", "Customer", "Reason", sum("Count")::bigint FROM "Events"
            WHERE "Customer" IS NOT NULL AND "Action" LIKE 'spread.%' GROUP BY 1, 2, 3, 4
            """);
        await using var rows = await command.ExecuteReaderAsync();
        var checkedRows = 0L;
        while (await rows.ReadAsync())
        {
            var (version, action) = (rows.GetInt32(0), rows.GetString(1));
            var (customer, reason) = ((CustomerState)rows.GetInt64(2), (DecisionReason)rows.GetInt64(3));
            checkedRows += rows.GetInt64(4);
            if (history.Decide(version, action, customer) is var expected && expected != reason)
            {
                wrong.Add($"Version {version}, {action}, {customer}: stored as {reason}, not {expected}.");
            }
        }

        Say($"{checkedRows} stored verdicts compared with the table of their version");
        return wrong;
    }
}
