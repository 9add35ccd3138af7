using System.Globalization;
using System.Net.Http.Json;
using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Filling;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Setup;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.Benchmarks.Ingest.Decisions;

/// <summary>The record of decisions when it is large: how long its pages take, and what they cost events that arrive at the same time.</summary>
internal static class DecisionLines
{
    private const int Profiles = 1_000;
    private const int Repeats = 20;
    private const int Rounds = 5;
    private const int Connections = 64;
    private const int AttackBatches = 300;

    public static async Task RunAsync(Workbench bench, Sampler sampler)
    {
        var events = bench.Size(10_000_000);
        await using var program = await new FilledDatabases(bench).StartAsync(Profiles, events);
        bench.Report.Say(string.Create(CultureInfo.InvariantCulture, $"answers over {events:N0} decisions, {Repeats} of each         median ms   longest ms"));
        var monthAgo = bench.Time.GetUtcNow().AddDays(-30).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        foreach (var path in new[]
        {
            "/decisions/counts?span=hour",
            "/decisions/counts?span=day",
            "/decisions/counts?span=week",
            "/decisions/counts?span=month",
            "/decisions?limit=50",
            "/decisions?limit=50&outcome=rejected",
            "/decisions?limit=50&code=token_expired",
            $"/decisions?limit=50&action={DatabaseFiller.RareName}",
            $"/decisions?limit=50&action={DatabaseFiller.RareName}&outcome=rejected",
            "/decisions?limit=50&action=never.sent",
            "/decisions?limit=50&certificate=none-such",
            $"/decisions?limit=50&code=jwt_required&until={monthAgo}",
        })
        {
            await TimeAsync(bench, program, path);
        }

        await AfterAnAttackAsync(bench, program);
        await WithPagesOpenAsync(bench, sampler, program);
    }

    /// <summary>Every question, after one customer sent events with a different name each; the longest first.</summary>
    private static async Task AfterAnAttackAsync(Workbench bench, OurProgram program)
    {
        // While the list of anonymous customers is empty, every name is accepted from them.
        var lists = PolicyLists.Read((await program.Api.GetAsync("/api/v1/policy")).Expect(200).Json);
        await program.Api.SetListsAsync(lists with { AnonymousWithoutJwt = [] });
        var customer = Guid.NewGuid().ToString("D");
        using var http = new HttpClient();
        for (var batch = 0; batch < AttackBatches; batch++)
        {
            var events = Enumerable.Range(0, 1_000).Select(i => new { action = string.Create(CultureInfo.InvariantCulture, $"flood.{batch}.{i}"), client = new { uuid = customer } });
            using var answer = await http.PostAsJsonAsync(new Uri(program.Address, "/v4/events/batch"), events);
            answer.EnsureSuccessStatusCode();
        }

        await program.Api.SetListsAsync(lists);

        var times = new List<(string Path, double Longest)>();
        foreach (var path in (string[])
        [
            "/decisions/counts?span=hour", "/decisions/counts?span=day", "/decisions/counts?span=week", "/decisions/counts?span=month",
            "/decisions?limit=1000", "/decisions?limit=1000&outcome=accepted", "/decisions?limit=50&action=flood.17.17", "/decisions?limit=50&action=never.sent",
            "/decisions?limit=50&code=token_expired", "/decisions?limit=50&certificate=none-such",
            "/events?limit=1000", "/events?search=flood&limit=1000", "/events?search=never", "/audit?limit=1000", "/audit?search=never", "/policy", "/policy/lint", "/policy/versions",
            $"/profiles/{customer}", $"/profiles/{customer}/activities?limit=50", $"/profiles/{customer}/activities?limit=1000", $"/profiles/{customer}/export",
        ])
        {
            times.Add((path, await TimeAsync(bench, program, path)));
        }

        bench.Report.Say(string.Create(CultureInfo.InvariantCulture, $"the longest questions after an attack of {AttackBatches * 1_000:N0} names by one customer"));
        foreach (var (path, longest) in times.OrderByDescending(one => one.Longest).Take(5))
        {
            bench.Report.Say(string.Create(CultureInfo.InvariantCulture, $"  {path,-68}{longest,13:F1} ms"));
        }
    }

    private static async Task<double> TimeAsync(Workbench bench, OurProgram program, string path)
    {
        var times = new List<double>();
        for (var i = 0; i <= Repeats; i++)
        {
            var began = bench.Time.GetTimestamp();
            (await program.Api.GetAsync("/api/v1" + path)).Expect(200);
            times.Add(bench.Time.GetElapsedTime(began).TotalMilliseconds);
        }

        // The first run compiles.
        var spread = Spread.Of(times.Skip(1));
        bench.Report.Say(string.Create(CultureInfo.InvariantCulture, $"  {path.Replace(":", "", StringComparison.Ordinal),-68}{spread.Median,10:F1}{times.Skip(1).Max(),13:F1}"));
        bench.Report.Record(new { kind = "decisions", path, spread.Median, Longest = times.Skip(1).Max(), First = times[0] });
        return times.Skip(1).Max();
    }

    private static async Task WithPagesOpenAsync(Workbench bench, Sampler sampler, OurProgram program)
    {
        var traffic = bench.TrafficOf("ours");
        await Sampler.WarmUpAsync(program, traffic, Connections, Side.UsualWarmUp);
        var ratios = new List<double>();
        for (var round = 0; round < Rounds; round++)
        {
            var closed = await sampler.TakeAsync("pages closed", program, traffic, Connections);
            Sample open;
            await using (new OpenPages(program.Api))
            {
                open = await sampler.TakeAsync("pages open", program, traffic, Connections);
            }

            ratios.Add(open.Load.RequestsPerSecond / closed.Load.RequestsPerSecond);
        }

        var spread = Spread.Of(ratios);
        bench.Report.Say($"events taken in with the pages open ÷ closed, {Connections} connections: {spread}");
        bench.Report.Record(new { kind = "pages", spread });
    }
}
