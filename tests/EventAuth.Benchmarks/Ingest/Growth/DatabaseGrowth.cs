using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Filling;
using EventAuth.Benchmarks.Ingest.Load;
using EventAuth.Benchmarks.Ingest.Setup;

namespace EventAuth.Benchmarks.Ingest.Growth;

/// <summary>A database with more and more events, and, with the same number of events, more and more profiles. The requests have no token.</summary>
internal static class DatabaseGrowth
{
    private const int FewProfiles = 1_000;

    public static async Task RunAsync(Workbench bench, Sampler sampler)
    {
        var manyEvents = bench.Size(10_000_000);
        var databases = new FilledDatabases(bench);
        var line = new GrowthLine(sampler, bench.Report);
        await using var full = await databases.StartAsync(FewProfiles, manyEvents);
        await using (var empty = await databases.StartAsync(FewProfiles, FewProfiles))
        {
            await line.RunAsync($"events {FewProfiles:N0} → {manyEvents:N0}", Of(empty, FewProfiles), Of(full, FewProfiles));
        }

        foreach (var profiles in new[] { bench.Size(1_000_000), manyEvents })
        {
            await using var many = await databases.StartAsync(profiles, manyEvents);
            await line.RunAsync($"profiles {FewProfiles:N0} → {profiles:N0}", Of(full, FewProfiles), Of(many, profiles));
        }

        Side Of(Contenders.OurProgram program, int profiles) => new(program, new Traffic(bench.Requests.Anonymous(profiles)));
    }
}
