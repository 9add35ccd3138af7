using System.Runtime.Versioning;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Postgres;

namespace EventAuth.EndToEnd.Tests.Operations;

/// <summary>The command <c>migrate</c> over both databases.</summary>
[SupportedOSPlatform("linux")]
[Trait("Database", "PostgreSql")]
public sealed class MigrateTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Migrate_TwiceAndThenAStart_ChangesNothingMore(bool onServer)
    {
        var (folder, connection) = (Installations.NewFolder(), onServer ? await database.NewConnectionAsync() : null);

        var first = await ProgramCommand.RunAsync(folder, connection, "migrate");
        var second = await ProgramCommand.RunAsync(folder, connection, "migrate");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Contains("A new one was made", Assert.Single(first.Output.Split('\n')), StringComparison.Ordinal);
        Assert.Contains("Nothing was changed", Assert.Single(second.Output.Split('\n')), StringComparison.Ordinal);
        await using var program = await AdminProgram.StartAsync(
            connection is null ? Installations.Embedded(folder, bootstrap: true) : SharedDatabase.SettingsFor(connection, storage: folder));
        (await program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } })).Expect(202);
        Assert.Equal(0, (await ProgramCommand.RunAsync(folder, connection, "audit", "verify")).ExitCode);
    }

    [Fact]
    public async Task Migrate_FromSeveralProcessesAtOnce_EachOneSucceedsAndOneMakesIt()
    {
        var (folder, connection) = (Installations.NewFolder(), await database.NewConnectionAsync());

        var runs = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ProgramCommand.RunAloneAsync(folder, connection, "migrate")));

        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Output));
        Assert.Single(runs, run => run.Output.Contains("A new one was made", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Migrate_EmbeddedDatabaseOfARunningProgram_IsRefusedInOneSentence()
    {
        var folder = Installations.NewFolder();
        await using var program = await AdminProgram.StartAsync(Installations.Embedded(folder, bootstrap: true));

        var (exitCode, output) = await ProgramCommand.RunAsync(folder, null, "migrate");

        Assert.Equal(2, exitCode);
        Assert.Contains("which another running process owns", Assert.Single(output.Split('\n')), StringComparison.Ordinal);
        Assert.True(await program.IsReadyAsync());
    }

    [Fact]
    public async Task Migrate_NoServer_IsRefusedInOneSentenceWithoutThePassword()
    {
        var (exitCode, output) = await ProgramCommand.RunAsync(
            Installations.NewFolder(), "Host=127.0.0.1;Port=1;Database=d;Username=u;Password=" + SharedDatabase.Password, "migrate");

        Assert.Equal(2, exitCode);
        Assert.Contains("cannot be reached", Assert.Single(output.Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain(SharedDatabase.Password, output, StringComparison.Ordinal);
    }
}
