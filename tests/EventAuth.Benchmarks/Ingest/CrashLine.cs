using EventAuth.Benchmarks.Ingest.Setup;
using EventAuth.EndToEnd.Tests.Durability.Kill;

namespace EventAuth.Benchmarks.Ingest;

/// <summary>The program killed under load again and again: of what was answered 202, nothing may be missing.</summary>
internal static class CrashLine
{
    private const int Rounds = 20;

    public static async Task RunAsync(Workbench bench)
    {
        var summary = await KillRounds.RunAsync(new KillPlan(Rounds, Random.Shared.Next()));
        bench.Report.Say(summary.ToString());
        bench.Report.Record(new { kind = "crash", summary });
        if (!summary.IsClean)
        {
            throw new InvalidOperationException("What was answered 202 was not there once after a restart.");
        }
    }
}
