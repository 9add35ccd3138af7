using System.Globalization;
using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Filling;
using EventAuth.Benchmarks.Ingest.Inputs;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Setup;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.Benchmarks.Ingest.Growth;

/// <summary>
/// 10 million profiles with 50 million events beside a thousand of each, on either database: how many events are received, and how long
/// the console's pages take. What is in PostgreSQL was copied there with the product's own command.
/// </summary>
internal static class LargeInstallation
{
    private const int Few = 1_000;
    private const int Repeats = 10;

    public static async Task RunAsync(Workbench bench, Sampler sampler)
    {
        var (profiles, events) = (bench.Size(10_000_000), bench.Size(50_000_000));
        var databases = new FilledDatabases(bench);
        var (small, large) = (bench.Cache.NewFolder("small"), bench.Cache.NewFolder("large"));
        var (smallData, largeData) = (await databases.CopyAsync(Few, Few, small), await databases.CopyAsync(profiles, events, large));
        await using (var few = await PostgresNodes.StartOnCopyAsync(bench, smallData))
        await using (var many = await PostgresNodes.StartOnCopyAsync(bench, largeData))
        {
            await CompareAsync("PostgreSQL", few, few.Api, many, many.Api);
        }

        await using (var few = await bench.StartOursAsync(small))
        await using (var many = await bench.StartOursAsync(large))
        {
            await CompareAsync("SQLite", few, few.Api, many, many.Api);
        }

        async Task CompareAsync(string database, Contender few, AdminApi fewApi, Contender many, AdminApi manyApi)
        {
            bench.Report.Say(string.Create(
                CultureInfo.InvariantCulture, $"{database}, answers: median ms (longest), {Repeats} of each {Few + " events",20}{events,17:N0} events"));
            foreach (var path in Questions(bench.Time.GetUtcNow()))
            {
                var (before, after) = (await TimeAsync(bench, fewApi, path, Few), await TimeAsync(bench, manyApi, path, profiles));
                bench.Report.Say($"  {path.Replace(":", "", StringComparison.Ordinal),-64}{before,20}{after,24}");
            }

            await new GrowthLine(sampler, bench.Report).RunAsync(
                $"{database}, {events:N0} events",
                new Side(few, new Traffic(bench.Requests.Anonymous(Few))),
                new Side(many, new Traffic(bench.Requests.Anonymous(profiles))));
        }
    }

    // CUSTOMER is another one each time.
    private static string[] Questions(DateTimeOffset now) =>
    [
        "/profiles/CUSTOMER",
        "/profiles/CUSTOMER/activities?limit=50",
        "/profiles/CUSTOMER/export",
        "/decisions/counts?span=hour",
        "/decisions/counts?span=month",
        "/decisions?limit=50",
        "/decisions?limit=50&outcome=rejected",
        $"/decisions?limit=50&action={DatabaseFiller.RareName}",
        "/decisions?limit=50&action=never.sent",
        "/decisions?limit=50&code=jwt_required&until=" + now.AddDays(-30).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
        "/events?limit=100",
        "/audit?limit=50",
        "/policy",
    ];

    private static async Task<string> TimeAsync(Workbench bench, AdminApi api, string path, int profiles)
    {
        var times = new List<double>();
        for (var i = 0; i <= Repeats; i++)
        {
            var customer = ProfileUuids.Of((long)i * 7_919 % profiles).ToString("D");
            var began = bench.Time.GetTimestamp();
            (await api.GetAsync("/api/v1" + path.Replace("CUSTOMER", customer, StringComparison.Ordinal))).Expect(200);
            times.Add(bench.Time.GetElapsedTime(began).TotalMilliseconds);
        }

        // The first run compiles.
        var spread = Spread.Of(times.Skip(1));
        bench.Report.Record(new { kind = "large", path, profiles, spread.Median, Longest = times.Skip(1).Max(), First = times[0] });
        return string.Create(CultureInfo.InvariantCulture, $"{spread.Median:F1} ({times.Skip(1).Max():F1})");
    }
}
