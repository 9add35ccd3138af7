using System.Globalization;
using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Inputs;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Setup;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.Benchmarks.Ingest.Growth;

/// <summary>A list of 10 names, and one of 100,000, which is the most the product accepts.</summary>
internal static class ListGrowth
{
    private const int Few = 10;
    private const int Most = 100_000;

    public static async Task RunAsync(Workbench bench, Sampler sampler)
    {
        await using var few = await bench.StartOursAsync();
        await SetAsync(few, Few);
        await using var most = await bench.StartOursAsync();
        await SetAsync(most, Most);
        // Without a token the decision uses all three lists.
        var requests = bench.Requests.Anonymous(1_000);
        await new GrowthLine(sampler, bench.Report).RunAsync(
            $"names on a list {Few} → {Most:N0}", new Side(few, new Traffic(requests)), new Side(most, new Traffic(requests)));
    }

    private static Task<int> SetAsync(OurProgram program, int names) => program.Api.SetListsAsync(new PolicyLists
    {
        AnonymousWithoutJwt = [.. EventBodies.Anonymous, .. Enumerable.Range(0, names - EventBodies.Anonymous.Length).Select(Name)],
        UpdateWithoutJwt = EventBodies.WithoutJwt,
        UpdateWithJwt = EventBodies.WithJwt,
    });

    private static string Name(int number) => string.Create(CultureInfo.InvariantCulture, $"shop.event-{number * 7_919 % Most:D6}");
}
