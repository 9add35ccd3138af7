using EventAuth.EndToEnd.Tests.Durability.Kill;

namespace EventAuth.Benchmarks.Kill;

/// <summary>Kills the program twenty times under load and prints what happened to everything that was answered.</summary>
internal static class KillBenchmark
{
    private const int Rounds = 20;

    /// <summary>Returns whether nothing was lost, doubled or broken.</summary>
    public static async Task<bool> RunAsync()
    {
        var summary = await KillRounds.RunAsync(new KillPlan(Rounds, Random.Shared.Next()));
        Console.WriteLine(summary);
        return summary.IsClean;
    }
}
