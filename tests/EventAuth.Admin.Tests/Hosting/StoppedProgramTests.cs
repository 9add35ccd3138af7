using EventAuth.Admin.Tests.Api;

namespace EventAuth.Admin.Tests.Hosting;

/// <summary>A program that was stopped and disposed leaves nothing in memory: hundreds run in this process one after the other.</summary>
public sealed class StoppedProgramTests
{
    private const int Programs = 4;

    [Fact]
    public async Task Stop_WithoutRateLimits_LeavesNothingInMemory()
    {
        var stopped = new List<WeakReference>();
        for (var i = 0; i < Programs; i++)
        {
            stopped.Add(await StartAndStopAsync());
        }

        // A thread may remember the last one that it worked for until it works for another.
        await ApiCalls.UntilAsync(() =>
        {
            GC.Collect();
            return Task.FromResult(stopped.Count(program => program.IsAlive) <= Programs / 2);
        });
    }

    private static async Task<WeakReference> StartAndStopAsync()
    {
        await using var program = await RunningProgram.StartReadyAsync();
        return new WeakReference(program.Services);
    }
}
