using System.Globalization;
using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Filling;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Setup;

namespace EventAuth.Benchmarks.Ingest.Decisions;

/// <summary>The record of decisions when it holds many: how long its pages take, and what they cost the events that come in meanwhile.</summary>
internal static class DecisionLines
{
    private const int Profiles = 1_000;
    private const int Repeats = 20;
    private const int Rounds = 5;
    private const int Connections = 64;

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

        await WithPagesOpenAsync(bench, sampler, program);
    }

    private static async Task TimeAsync(Workbench bench, OurProgram program, string path)
    {
        var times = new List<double>();
        for (var i = 0; i <= Repeats; i++)
        {
            var began = bench.Time.GetTimestamp();
            (await program.Api.GetAsync("/api/v1" + path)).Expect(200);
            times.Add(bench.Time.GetElapsedTime(began).TotalMilliseconds);
        }

        // The first one compiles.
        var spread = Spread.Of(times.Skip(1));
        bench.Report.Say(string.Create(CultureInfo.InvariantCulture, $"  {path.Replace(":", "", StringComparison.Ordinal),-68}{spread.Median,10:F1}{times.Skip(1).Max(),13:F1}"));
        bench.Report.Record(new { kind = "decisions", path, spread.Median, Longest = times.Skip(1).Max(), First = times[0] });
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
