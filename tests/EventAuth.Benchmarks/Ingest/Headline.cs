using System.Globalization;
using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Setup;

namespace EventAuth.Benchmarks.Ingest;

/// <summary>Ours compared with its peers on the same work: one event a request, 1,000 customers with tokens, each answer durable.</summary>
internal sealed class Headline(Workbench bench, Sampler sampler, int rounds)
{
    private const int StockWarmUp = 6;
    private const int Customers = 1_000;

    private readonly Bracket _bracket = new(sampler, bench.Report, rounds);

    /// <summary>Against peers that do the same work, or part of it.</summary>
    public async Task AgainstAsync(string name, params int[] connections)
    {
        await using var peer = await bench.StartPeerAsync(name);
        if (peer is null)
        {
            return;
        }

        await using var ours = await bench.StartOursAsync();
        foreach (var count in connections)
        {
            await CompareAsync($"one event, {name}", new Side(ours, bench.TrafficOf("ours")), Of(peer, bench.TrafficOf(name)), count);
        }
    }

    /// <summary>Against the same program that stores nothing: what durability costs.</summary>
    public async Task AgainstNothingStoredAsync(params int[] connections)
    {
        await using var ours = await bench.StartOursAsync();
        await using var without = await bench.StartOursAsync(storing: false);
        foreach (var count in connections)
        {
            await CompareAsync("durable ÷ without storing", new Side(ours, bench.TrafficOf("ours")), new Side(without, bench.TrafficOf("ours")), count);
        }
    }

    /// <summary>Tokens with bad signatures, against HAProxy, which checks each: new ones, which cost ours a signature check each, and the same again and again.</summary>
    public async Task FloodAsync(params int[] connections)
    {
        await using var peer = await bench.StartPeerAsync(PeerNames.HaProxy);
        if (peer is null)
        {
            return;
        }

        await using var ours = await bench.StartOursAsync();

        // Each server has its own order, in which a token comes again only after all others.
        foreach (var (line, traffic, peerTraffic) in new[]
        {
            ("new bad signatures, haproxy", bench.NewBadTokens(), bench.NewBadTokens()),
            ("10,000 bad signatures, haproxy", bench.SameBadTokens(), bench.SameBadTokens()),
        })
        {
            foreach (var count in connections)
            {
                await CompareAsync(line, new Side(ours, traffic), new Side(peer, peerTraffic), count);
            }
        }
    }

    /// <summary>Against an earlier build of our program, on each kind of request: what a change costs.</summary>
    public async Task AgainstFormerAsync()
    {
        if (bench.Former is null)
        {
            bench.Report.Say("former: no earlier build was named with --former");
            return;
        }

        await using var ours = await bench.StartOursAsync();
        await using var former = await bench.StartFormerAsync();
        foreach (var (line, make, connections) in new (string, Func<Traffic>, int)[]
        {
            ("one event", () => bench.TrafficOf("ours"), 64),
            ("one event", () => bench.TrafficOf("ours"), 256),
            ("one event", () => bench.TrafficOf("ours"), 1),
            ("without a token", () => new Traffic(bench.Requests.Anonymous(Customers)), 64),
            ("batches of 100", () => new Traffic(bench.Requests.Batches()), 64),
            ("new bad signatures", bench.NewBadTokens, 64),
            ("10,000 bad signatures", bench.SameBadTokens, 64),
        })
        {
            await CompareAsync(line + ", earlier build", new Side(ours, make()), new Side(former, make()), connections);
        }
    }

    /// <summary>PostgreSQL: one node against SQLite and against the stock peer on PostgreSQL, more nodes against one, and batches.</summary>
    public async Task OnPostgresAsync(params int[] connections)
    {
        var batches = new Traffic(bench.Requests.Batches());
        await using (var sqlite = await bench.StartOursAsync())
        {
            await using var one = await bench.StartNodesAsync(1);
            foreach (var count in connections)
            {
                await CompareAsync("one event, SQLite", new Side(one, bench.TrafficOf("ours")), new Side(sqlite, bench.TrafficOf("ours")), count);
            }

            SayEvents((await CompareAsync("batches of 100, SQLite", new Side(one, batches), new Side(sqlite, batches), 64)).Ours, 64);
        }

        foreach (var several in (int[])[2, 3])
        {
            await using var one = await bench.StartNodesAsync(1);
            await using var more = await bench.StartNodesAsync(several);
            await CompareAsync($"one event, {several} nodes ÷ one", new Side(more, bench.TrafficOf("ours")), new Side(one, bench.TrafficOf("ours")), 258);
            SayEvents((await CompareAsync($"batches of 100, {several} nodes ÷ one", new Side(more, batches), new Side(one, batches), 66)).Ours, 66);
        }

        await using (var one = await bench.StartNodesAsync(1))
        {
            await using var divided = await DividedServers.StartAsync(bench);
            await CompareAsync("one event, 2 servers ÷ one", new Side(divided, bench.TrafficOf("ours")), new Side(one, bench.TrafficOf("ours")), 258);
            SayEvents((await CompareAsync("batches of 100, 2 servers ÷ one", new Side(divided, batches), new Side(one, batches), 66)).Ours, 66);
        }

        await using var peer = await bench.StartPeerAsync(PeerNames.StockPostgres);
        if (peer is null)
        {
            return;
        }

        await using var ours = await bench.StartNodesAsync(1);
        foreach (var count in connections)
        {
            await CompareAsync("one event, stock on PostgreSQL", new Side(ours, bench.TrafficOf("ours")), Of(peer, bench.TrafficOf(peer.Name)), count);
        }

        await CompareAsync("batches of 100, stock on PostgreSQL", new Side(ours, batches), Of(peer, batches), 64);
    }

    /// <summary>100 events a request, against the peer that supports that, too.</summary>
    public async Task BatchesAsync(params int[] connections)
    {
        await using var peer = await bench.StartPeerAsync(PeerNames.Stock);
        await using var ours = await bench.StartOursAsync();
        var traffic = new Traffic(bench.Requests.Batches());
        foreach (var count in connections)
        {
            if (peer is null)
            {
                await Sampler.WarmUpAsync(ours, traffic, count, Side.UsualWarmUp);
                SayEvents((await sampler.TakeAsync("batches", ours, traffic, count)).Load.RequestsPerSecond, count);
            }
            else
            {
                SayEvents((await CompareAsync("batches of 100, stock", new Side(ours, traffic), Of(peer, traffic), count)).Ours, count);
            }
        }
    }

    /// <summary>One customer at a time: how long an answer takes without a queue. And the memory of the usual load.</summary>
    public async Task AloneAsync()
    {
        await using var ours = await bench.StartOursAsync();
        await Sampler.WarmUpAsync(ours, bench.TrafficOf("ours"), 64, Side.UsualWarmUp);
        var usual = await sampler.TakeAsync("usual", ours, bench.TrafficOf("ours"), 64);
        var alone = await sampler.TakeAsync("alone", ours, bench.TrafficOf("ours"), 1);
        bench.Report.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"ours over 1 connection: p50 {alone.Load.Median:F2} ms, p99 {alone.Load.P99:F2} ms, {alone.Load.RequestsPerSecond:N0} req/s"));
        bench.Report.Say(string.Create(CultureInfo.InvariantCulture, $"ours with {Customers:N0} tokens over 64 connections: RSS {usual.ResidentBytes >> 20:N0} MiB"));
    }

    private static Side Of(Peer peer, Traffic traffic) => new(peer, traffic, peer.Name is PeerNames.Stock or PeerNames.StockOneWriter or PeerNames.StockPostgres ? StockWarmUp : Side.UsualWarmUp);

    private void SayEvents(Standing batches, int connections) => SayEvents(batches.RequestsPerSecond, connections);

    private void SayEvents(double batches, int connections) => bench.Report.Say(string.Create(
        CultureInfo.InvariantCulture, $"  batches of 100 over {connections} connections: {batches * Inputs.RequestFiles.EventsOfBatch:N0} events/s"));

    private async Task<Comparison> CompareAsync(string line, Side ours, Side other, int connections)
    {
        var comparison = await _bracket.RunAsync(line, ours, other, connections);
        foreach (var text in ComparisonTable.Lines(comparison))
        {
            bench.Report.Say(text);
        }

        return comparison;
    }
}
