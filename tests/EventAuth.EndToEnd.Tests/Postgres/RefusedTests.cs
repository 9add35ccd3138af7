using System.Runtime.Versioning;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Postgres;

/// <summary>No start over a database that cannot be used, in one sentence that keeps how to connect to itself.</summary>
[Trait("Database", "PostgreSql")]
[SupportedOSPlatform("linux")]
public sealed class RefusedTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=d;Username=u;Password=", "cannot be reached")]
    [InlineData("Host=no-such-host.invalid;Database=d;Username=u;Password=", "cannot be reached")]
    [InlineData("Sort=127.0.0.1;Password=", "is not how to connect")]
    [InlineData("Host=127.0.0.1;Port=many;Password=", "is not how to connect")]
    [InlineData("Database=d;Password=", "is not how to connect")]
    [InlineData("", "is missing")]
    public async Task Start_CannotConnect_IsRefused(string connection, string why)
    {
        var given = connection.Length == 0 ? "" : connection + SharedDatabase.Password;

        var (exitCode, output) = await AdminProgram.RunToExitAsync(SharedDatabase.SettingsFor(given));

        AssertOneSentence(exitCode, output, why);
    }

    [Fact]
    public async Task Start_NoSuchDatabase_IsRefused()
    {
        var (exitCode, output) = await AdminProgram.RunToExitAsync(
            SharedDatabase.SettingsFor(database.Server.ConnectionString("nowhere") + ";Password=" + SharedDatabase.Password));

        AssertOneSentence(exitCode, output, "is not there");
    }

    [Fact]
    public async Task Start_OtherDatabaseThanThatOfTheFolder_IsRefused()
    {
        await using var program = await AdminProgram.StartAsync(SharedDatabase.SettingsFor(await database.NewConnectionAsync()));

        var (exitCode, output) = await AdminProgram.RunToExitAsync(SharedDatabase.SettingsFor(
            await database.NewConnectionAsync(), storage: SharedDatabase.FolderBeside(program)));

        AssertOneSentence(exitCode, output, "is empty, and audit.key");
    }

    private static void AssertOneSentence(int exitCode, string output, string why)
    {
        Assert.Equal(1, exitCode);
        var sentence = Assert.Single(output.Trim().Split('\n'));
        Assert.StartsWith("Storage:", sentence, StringComparison.Ordinal);
        Assert.Contains(why, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(SharedDatabase.Password, output, StringComparison.Ordinal);
    }
}
