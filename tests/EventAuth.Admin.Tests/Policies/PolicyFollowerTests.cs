using EventAuth.Admin.Policies;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Policies;

public class PolicyFollowerTests
{
    [Fact]
    public async Task Follower_NewRevisionInTheStore_ComesIntoForce()
    {
        await using var program = await RunningProgram.StartAsync();
        var inForce = new TaskCompletionSource<PolicySnapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        program.Services.GetRequiredService<PolicyMonitor>().Changed += inForce.SetResult;

        Assert.True(await AppendAsync(program, policy => policy.With(EventListKind.AnonymousWithoutJwt, [EventName.Parse("page.visit")])));

        var snapshot = await inForce.Task;
        Assert.Equal(2, snapshot.Version);
        Assert.Equal(EventLists.AnonymousWithoutJwt, snapshot.ListsOf(EventName.Parse("page.visit")));
    }

    [Fact]
    public async Task Follower_UnreadableRevision_KeepsTheLastGoodOneAndSaysSoUntilTheNextGoodOne()
    {
        await using var program = await RunningProgram.StartAsync();
        var following = program.Services.GetRequiredService<PolicyFollowing>();
        var monitor = program.Services.GetRequiredService<PolicyMonitor>();
        var spoiled = new Certificate("c2", "-----BEGIN PUBLIC KEY-----AAAA-----END PUBLIC KEY-----", new string('0', 64), 2048, TimeProvider.System.GetUtcNow(), "test");
        var trouble = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        following.Changed += () => trouble.TrySetResult();

        Assert.True(await AppendAsync(program, policy => policy.With(spoiled)));
        await trouble.Task;

        Assert.Equal(1, monitor.Current.Version);
        Assert.Contains("Version 1 stays in force", following.Trouble, StringComparison.Ordinal);
        Assert.Contains("Error:", program.Log.Text, StringComparison.Ordinal);

        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        following.Changed += () => over.TrySetResult();
        Assert.True(await AppendAsync(program, _ => EventPolicy.Initial));
        await over.Task;

        Assert.Equal(3, monitor.Current.Version);
        Assert.Null(following.Trouble);
    }

    private static async Task<bool> AppendAsync(RunningProgram program, Func<EventPolicy, EventPolicy> change)
    {
        var store = program.Services.GetRequiredService<IPolicyStore>();
        var latest = (await store.ReadLatestAsync(CancellationToken.None))!;
        return await store.TryAppendAsync(
            new PolicyAppend(
                latest with { Version = latest.Version + 1, Policy = change(latest.Policy), AppliedAt = TimeProvider.System.GetUtcNow() }),
            CancellationToken.None);
    }
}
