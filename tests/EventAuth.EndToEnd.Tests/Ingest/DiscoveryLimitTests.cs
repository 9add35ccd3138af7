using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Ingest;

public sealed class DiscoveryLimitTests
{
    [Fact]
    public async Task Discovery_BeyondTheLimit_AcceptsEventsWithoutCataloguingThem()
    {
        await using var program = await AdminProgram.StartPreparedAsync(new ProgramSettings
        {
            Further = new Dictionary<string, string> { ["Catalog:MaxDiscovered"] = "2" },
        });
        var uuid = Guid.NewGuid().ToString();
        foreach (var action in new[] { "found.first", "found.second", "found.third" })
        {
            (await program.Ingest.PostAsync(new { action, client = new { uuid } })).Expect(202);
        }

        Assert.NotNull(await program.Api.FindEventAsync("found.first"));
        Assert.NotNull(await program.Api.FindEventAsync("found.second"));
        Assert.Null(await program.Api.FindEventAsync("found.third"));
        Assert.Equal(3, (await program.Api.ActivitiesAsync(uuid)).Count);
    }
}
