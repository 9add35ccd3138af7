using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Durability.Kill;

/// <summary>Killed while it creates its database: the next start finishes the work.</summary>
public sealed class FirstStartTests
{
    /// <summary>Killed as soon as it has written so much; with 0 as soon as there is a database.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(10_000)]
    [InlineData(250_000)]
    public async Task FirstStart_Killed_IsFinishedByTheNext(long bytes)
    {
        await using var program = await AdminProgram.LaunchAsync();
        await Until.TrueAsync(
            async () => program.Database.Written() >= bytes || await program.IsReadyAsync(),
            () => "The program makes no database. It wrote:\n" + program.Output.Text);

        await program.RestartAsync();

        (await program.Api.GetAsync("/api/v1/policy")).Expect(200);
        (await program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } })).Expect(202);
    }
}
