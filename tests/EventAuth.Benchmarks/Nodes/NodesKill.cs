using System.Globalization;
using EventAuth.EndToEnd.Tests.Durability.Load;
using EventAuth.EndToEnd.Tests.Durability.Stored;
using EventAuth.EndToEnd.Tests.Harness;
using Npgsql;

namespace EventAuth.Benchmarks.Nodes;

/// <summary>
/// Three nodes receive events while one of them is killed every few seconds, PostgreSQL three times, and all connections to it are cut
/// once. What was not answered is sent again at the end, to any node. Then what was answered is compared with what is stored.
/// </summary>
internal sealed class NodesKill
{
    private const int Connections = 4;
    private const long NumbersOfANode = 1_000_000_000;

    private readonly CancellationTokenSource _end = new();
    private readonly LoadLedger _ledger = new();
    private readonly NodesCluster _cluster;
    private readonly Random _random;
    private int _kills;
    private int _serverKills;
    private int _cuts;

    private NodesKill(NodesCluster cluster, int seed) => (_cluster, _random) = (cluster, new Random(seed));

    /// <summary>Returns whether nothing was lost, doubled or broken.</summary>
    public static async Task<bool> RunAsync(TimeSpan length)
    {
        await using var cluster = await NodesCluster.StartAsync();
        await cluster.Console.Api.SetListsAsync(new PolicyLists());
        var seed = Random.Shared.Next();
        return await new NodesKill(cluster, seed).RunAsync(length, seed);
    }

    private async Task<bool> RunAsync(TimeSpan length, int seed)
    {
        var loads = _cluster.Nodes.Select(LoadAsync).ToList();
        await KillAllAsync(length);
        await _end.CancelAsync();
        await Task.WhenAll(loads);
        await Task.WhenAll(_cluster.Nodes.Select(node => node.BecomeReadyAsync()));
        var (again, differences) = await SendAgainAsync();
        var state = StoredState.Read(new ProgramDatabase("", _cluster.Database.ConnectionString));
        var comparison = LedgerComparison.Of(_ledger, state);
        differences.AddRange(comparison.Broken);
        differences.AddRange(await CompareCountsAsync());
        Say($"{_kills} nodes killed, PostgreSQL killed {_serverKills} times, all of its connections cut {_cuts} times, in {length.TotalSeconds:F0} s (seed {seed})");
        Say($"{_ledger.AnsweredCount} events answered 202: {comparison.Missing} missing, {comparison.Twice} stored twice; {_ledger.RefusalCount} requests answered 503 with Retry-After; {again} without an answer, {comparison.UnansweredFound} events of them stored; {state.Events.Count} events and {state.Profiles.Count} profiles stored");
        Say($"{differences.Count} things broken");
        differences.Take(20).ToList().ForEach(Console.WriteLine);
        return comparison.Missing == 0 && comparison.Twice == 0 && differences.Count == 0;
    }

    private static void Say(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    // Goes on with other customers whenever the node does not answer.
    private async Task LoadAsync(NodeProcess node, int number)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        var sender = new RecordingSender(new IngestClient(http, node.Address!), _ledger);
        for (var last = number * NumbersOfANode; !_end.IsCancellationRequested;)
        {
            var load = new ShopLoad(sender, _random.Next(), Connections, last) { EndsAtRefusal = true };
            await using (_end.Token.Register(load.End))
            {
                await load.RunAsync();
            }

            last = load.LastNumber;

            // As a sender that obeys Retry-After.
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }
    }

    private async Task KillAllAsync(TimeSpan length)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var moments = new Queue<TimeSpan>([length * 0.2, length * 0.4, length * 0.6, length * 0.8]);
        while (TimeProvider.System.GetElapsedTime(begun) < length)
        {
            await Task.Delay(TimeSpan.FromSeconds(2 + (3 * _random.NextDouble())));
            if (moments.TryPeek(out var next) && TimeProvider.System.GetElapsedTime(begun) > next)
            {
                moments.Dequeue();
                await HitServerAsync(isCut: moments.Count == 2);
                continue;
            }

            var node = _cluster.Nodes[_random.Next(_cluster.Nodes.Count)];
            await node.KillAsync();
            _kills++;
            node.StartAgain();
            await node.BecomeReadyAsync();
        }
    }

    private async Task HitServerAsync(bool isCut)
    {
        if (isCut)
        {
            await using var connection = new NpgsqlConnection(_cluster.Database.ConnectionString + ";Pooling=False");
            await connection.OpenAsync();
            await using var cut = new NpgsqlCommand(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'", connection);
            await cut.ExecuteNonQueryAsync();
            _cuts++;
            return;
        }

        await _cluster.Database.KillAsync();
        _serverKills++;
    }

    private async Task<(int Again, List<string> Differences)> SendAgainAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        var senders = _cluster.Nodes.Select(node => new RecordingSender(new IngestClient(http, node.Address!), _ledger)).ToList();
        var unanswered = _ledger.Unanswered;
        var differences = new List<string>();
        foreach (var request in unanswered.Where(request => request.IsRepeatable))
        {
            var answer = await senders[_random.Next(senders.Count)].SendAsync(request);
            if (answer?.Status != 202)
            {
                differences.Add($"Event {request.Events[0].Number} was sent again and answered {answer?.Status}: {answer?.Text}");
            }
        }

        return (unanswered.Count, differences);
    }

    // The counts of the day are those of the rows.
    private async Task<IReadOnlyList<string>> CompareCountsAsync()
    {
        var rows = await _cluster.Database.NumberAsync("""SELECT count(*) FROM "Events" WHERE "Reason" < 20""");
        var counts = await _cluster.Database.NumberAsync("""SELECT sum("Count")::bigint FROM "DecisionCounts" WHERE "Width" = 86400 AND "Reason" < 20""");
        return rows == counts ? [] : [$"{rows} accepted events are stored, and {counts} counted."];
    }
}
