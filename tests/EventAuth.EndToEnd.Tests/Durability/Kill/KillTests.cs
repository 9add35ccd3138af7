using Xunit.Abstractions;

namespace EventAuth.EndToEnd.Tests.Durability.Kill;

/// <summary>Killed at a random moment under load (SIGKILL), again and again: what was answered 202 is there, once.</summary>
public sealed class KillTests(ITestOutputHelper output)
{
    [Fact]
    public async Task Accepted_KilledUnderLoad_IsThereOnceAfterTheRestart()
    {
        var summary = await KillRounds.RunAsync(new KillPlan(Rounds: 3, Seed: Random.Shared.Next()));

        output.WriteLine(summary.ToString());
        Assert.True(summary.IsClean, summary.ToString());
        Assert.True(summary.Unanswered > 0, "No kill came under load: " + summary);
    }
}
