using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Durability.Kill;

/// <summary>Killed while it creates its database: the next start finishes the work.</summary>
public sealed class FirstStartTests
{
    /// <summary>Killed as soon as the write-ahead log has this length in bytes; −1 as soon as there is a file.</summary>
    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    [InlineData(10_000)]
    [InlineData(250_000)]
    public async Task FirstStart_Killed_IsFinishedByTheNext(long logBytes)
    {
        await using var program = AdminProgram.Launch();
        var database = new FileInfo(Path.Combine(program.Storage, "eventauth.db"));
        var log = new FileInfo(database.FullName + "-wal");
        await Until.TrueAsync(
            async () =>
            {
                database.Refresh();
                log.Refresh();
                return (logBytes < 0 ? database.Exists : log.Exists && log.Length >= logBytes) || await program.IsReadyAsync();
            },
            () => "The program makes no database. It wrote:\n" + program.Output.Text);

        await program.RestartAsync();

        (await program.Api.GetAsync("/api/v1/policy")).Expect(200);
        (await program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } })).Expect(202);
    }
}
