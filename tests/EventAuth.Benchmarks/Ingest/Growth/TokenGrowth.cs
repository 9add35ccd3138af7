using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Contenders;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Setup;

namespace EventAuth.Benchmarks.Ingest.Growth;

/// <summary>More and more customers with a token each, all used twice before; and tokens that were never seen before, of customers who are known and of new ones.</summary>
internal static class TokenGrowth
{
    private const int Many = 20_000;
    private const int VeryMany = 1_000_000;

    public static async Task RunAsync(Workbench bench, Sampler sampler)
    {
        var line = new GrowthLine(sampler, bench.Report);
        await using var one = await bench.StartOursAsync();
        var small = new Side(one, new Traffic(bench.Requests.WithTokens(1)));
        await using (var many = await StartWarmAsync(bench, bench.Size(Many)))
        {
            await line.RunAsync($"tokens 1 → {bench.Size(Many):N0}", small, new Side(many, new Traffic(bench.Requests.WithTokens(bench.Size(Many)))));
        }

        var all = bench.Requests.WithTokens(bench.Size(VeryMany));
        string folder;
        await using (var many = await StartWarmAsync(bench, bench.Size(VeryMany)))
        {
            await line.RunAsync($"tokens 1 → {bench.Size(VeryMany):N0}", small, new Side(many, new Traffic(all)));
            folder = many.Folder;
            await many.StopAsync();
        }

        // After a restart it knows the customers but none of their tokens.
        await using (var again = await bench.StartOursAsync(folder))
        {
            await line.RunAsync("tokens 1 → all distinct", small, new Side(again, new Traffic(all, sequential: true), WarmUp: 2));
        }

        await using var fresh = await bench.StartOursAsync();
        await line.RunAsync("  each of a new customer", small, new Side(fresh, new Traffic(all, sequential: true), WarmUp: 2));
    }

    private static async Task<OurProgram> StartWarmAsync(Workbench bench, int tokens)
    {
        var program = await bench.StartOursAsync();

        // A token is remembered from its second use on.
        await UseEachAsync(bench, program, new Traffic(bench.Requests.WithTokens(tokens), sequential: true));
        await UseEachAsync(bench, program, new Traffic(bench.Requests.WithTokens(tokens), sequential: true));
        return program;
    }

    /// <summary>Sends every request of a file at least once.</summary>
    private static async Task UseEachAsync(Workbench bench, Contender contender, Traffic traffic)
    {
        bench.Report.Say($"  using {traffic.Requests.Slots:N0} tokens once …");
        while (traffic.Left > 0)
        {
            await Sampler.WarmUpAsync(contender, traffic, 64, 1);
        }
    }
}
