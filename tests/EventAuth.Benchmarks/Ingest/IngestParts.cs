using EventAuth.Benchmarks.Ingest.Comparisons;

namespace EventAuth.Benchmarks.Ingest;

/// <summary>All parts, in the order of the report.</summary>
internal static class IngestParts
{
    private static readonly string[] s_peers = [PeerNames.HaProxy, PeerNames.Influx, PeerNames.FastifyGroupCommit, PeerNames.Fastify, PeerNames.Stock];

    public static IReadOnlyList<IngestPart> All { get; } =
    [
        .. s_peers.Select(name => new IngestPart(name, (bench, sampler, rounds) => Headline(bench, headline => headline.AgainstAsync(name, 64, 256), sampler, rounds))),
        new("batches", (bench, sampler, rounds) => Headline(bench, headline => headline.BatchesAsync(64), sampler, rounds)),
        new("durability", (bench, sampler, rounds) => Headline(bench, headline => headline.AgainstNothingStoredAsync(64, 256), sampler, rounds)),
        new("flood", (bench, sampler, rounds) => Headline(bench, headline => headline.FloodAsync(64, 256), sampler, rounds)),
        new("alone", (bench, sampler, rounds) => Headline(bench, headline => headline.AloneAsync(), sampler, rounds)),
    ];

    private static Task Headline(Workbench bench, Func<Headline, Task> run, Load.Sampler sampler, int rounds)
    {
        bench.Report.Say("");
        bench.Report.Say(ComparisonTable.Head);
        return run(new Headline(bench, sampler, rounds));
    }
}
