using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Durability.Kill;

/// <summary>Killed while it creates its database: the next start finishes the work.</summary>
public sealed class FirstStartTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task FirstStart_Killed_IsFinishedByTheNext(int stage)
    {
        await using var program = await AdminProgram.LaunchAsync();
        await Until.TrueAsync(
            async () => program.Database.Stage() >= stage || await program.IsReadyAsync(),
            () => "The program makes no database. It wrote:\n" + program.Output.Text);

        await program.RestartAsync();

        (await program.Api.GetAsync("/api/v1/policy")).Expect(200);
        (await program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } })).Expect(202);
    }
}
