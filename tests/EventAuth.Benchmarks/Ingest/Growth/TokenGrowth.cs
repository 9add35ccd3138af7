using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Setup;

namespace EventAuth.Benchmarks.Ingest.Growth;

/// <summary>More and more customers with a token each, all used once before; and tokens that were never seen before.</summary>
internal static class TokenGrowth
{
    private static readonly int[] s_sizes = [20_000, 1_000_000];

    public static async Task RunAsync(Workbench bench, Sampler sampler)
    {
        var line = new GrowthLine(sampler, bench.Report);
        await using var one = await bench.StartOursAsync();
        var small = new Side(one, new Traffic(bench.Requests.WithTokens(1)));
        foreach (var size in s_sizes.Select(bench.Size))
        {
            await using var many = await bench.StartOursAsync();
            var traffic = new Traffic(bench.Requests.WithTokens(size));
            await UseEachAsync(bench, many, new Traffic(traffic.Requests, sequential: true));
            await line.RunAsync($"tokens 1 → {size:N0}", small, new Side(many, traffic));
        }

        await using var fresh = await bench.StartOursAsync();
        await line.RunAsync("tokens 1 → all distinct", small, new Side(fresh, new Traffic(bench.Requests.WithTokens(bench.Size(s_sizes[^1])), sequential: true), WarmUp: 2));
    }

    /// <summary>Sends every request of a file at least once, so that the memory of tokens is as full as it gets.</summary>
    private static async Task UseEachAsync(Workbench bench, Contender contender, Traffic traffic)
    {
        bench.Report.Say($"  using {traffic.Requests.Slots:N0} tokens once …");
        while (traffic.Left > 0)
        {
            await Sampler.WarmUpAsync(contender, traffic, 64, 1);
        }
    }
}
