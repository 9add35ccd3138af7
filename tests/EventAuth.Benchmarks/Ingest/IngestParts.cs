using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Decisions;
using EventAuth.Benchmarks.Ingest.Floors;
using EventAuth.Benchmarks.Ingest.Growth;
using EventAuth.Benchmarks.Ingest.Layouts;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Proofs;
using EventAuth.Benchmarks.Ingest.Setup;
using EventAuth.Benchmarks.Nodes;

namespace EventAuth.Benchmarks.Ingest;

/// <summary>All parts, in the order of the report.</summary>
internal static class IngestParts
{
    /// <summary>The part that takes an hour and 60 GB of disk, so that it runs only if it is named.</summary>
    public const string Large = "large";

    private static readonly string[] s_peers = [PeerNames.HaProxy, PeerNames.Influx, PeerNames.FastifyGroupCommit, PeerNames.Fastify, PeerNames.StockOneWriter, PeerNames.Stock];

    public static IReadOnlyList<IngestPart> All { get; } =
    [
        .. s_peers.Select(name => Beside(name, headline => headline.AgainstAsync(name, 64, 256))),
        Beside("postgres", headline => headline.OnPostgresAsync(64, 256)),
        Beside("batches", headline => headline.BatchesAsync(64)),
        Beside("durability", headline => headline.AgainstNothingStoredAsync(64, 256)),
        Beside("former", headline => headline.AgainstFormerAsync()),
        Beside("flood", headline => headline.FloodAsync(64, 256)),
        Under("proof", ProofLine.Head, ProofLine.RunAsync),
        Under("cost", EventCost.Head, EventCost.RunAsync),
        Under("alone", "", (bench, sampler) => new Headline(bench, sampler, 1).AloneAsync()),
        Under("tokens", GrowthLine.Head, TokenGrowth.RunAsync),
        Under("list", GrowthLine.Head, ListGrowth.RunAsync),
        Under("database", GrowthLine.Head, DatabaseGrowth.RunAsync),
        Under(Large, GrowthLine.Head, LargeInstallation.RunAsync),
        Under("decisions", "", DecisionLines.RunAsync),
        Under("attack", "", (bench, _) => AttackLine.RunAsync(bench)),
        Under("attack-connections", CrowdLines.Head, (bench, _) => CrowdLines.RunAsync(bench)),
        Under("layouts", LayoutLines.Head, (bench, _) => LayoutLines.RunAsync(bench)),
        Under("floors", "", FloorLines.RunAsync),
        Under("crash", "", (bench, _) => CrashLine.RunAsync(bench)),
    ];

    /// <summary>The parts of a name: "attack" means all with this name or beginning with "attack-".</summary>
    public static IEnumerable<IngestPart> Of(string name) =>
        All.Where(part => part.Name == name || part.Name.StartsWith(name + "-", StringComparison.Ordinal));

    private static IngestPart Beside(string name, Func<Headline, Task> run) => new(name, (bench, sampler, rounds) =>
    {
        Begin(bench, ComparisonTable.Head);
        return run(new Headline(bench, sampler, rounds));
    });

    private static IngestPart Under(string name, string head, Func<Workbench, Sampler, Task> run) => new(name, (bench, sampler, _) =>
    {
        Begin(bench, head);
        return run(bench, sampler);
    });

    private static void Begin(Workbench bench, string head)
    {
        bench.Report.Say("");
        if (head.Length > 0)
        {
            bench.Report.Say(head);
        }
    }
}
