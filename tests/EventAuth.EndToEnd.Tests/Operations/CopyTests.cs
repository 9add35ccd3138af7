using System.Globalization;
using System.Runtime.Versioning;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.EndToEnd.Tests.Postgres;
using EventAuth.Testing;
using Npgsql;

namespace EventAuth.EndToEnd.Tests.Operations;

/// <summary>The command <c>copy</c>, with the programs over both databases.</summary>
[SupportedOSPlatform("linux")]
[Trait("Database", "PostgreSql")]
public sealed class CopyTests(SharedDatabase database) : IClassFixture<SharedDatabase>
{
    // 408 events in a round. EVENTAUTH_COPY_ROUNDS makes it longer.
    private static readonly int s_rounds =
        int.TryParse(Environment.GetEnvironmentVariable("EVENTAUTH_COPY_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 50;

    [Fact]
    public async Task Copy_ThereAndBack_GivesTheSameAnswers()
    {
        var (embedded, server, back) = (Installations.NewFolder(), Installations.NewFolder(), Installations.NewFolder());
        var connection = await database.NewConnectionAsync();
        DateTimeOffset until;
        string repeatable;
        SortedDictionary<string, string> first;
        await using (var program = await AdminProgram.StartAsync(Installations.Embedded(embedded, bootstrap: true)))
        {
            await FilledInstallation.FillAsync(program, s_rounds);
            repeatable = await FilledInstallation.RepeatableAsync(program);
            await AllCountedAsync(program);
            until = await NowAsync(program);
            first = await InstallationQuestions.AskAsync(program, FilledInstallation.Uuids, until);
            Assert.Equal(0, await program.StopAsync());
        }

        await CopyAsync(server, connection, "--from", "sqlite:" + embedded, "--to", "postgresql");
        await using (var program = await AdminProgram.StartAsync(SharedDatabase.SettingsFor(connection, bootstrap: false, server)))
        {
            InstallationQuestions.AssertEqual(first, await InstallationQuestions.AskAsync(program, FilledInstallation.Uuids, until));
            Assert.Equal(repeatable, await FilledInstallation.RepeatableAsync(program));
            Assert.Equal(0, await program.StopAsync());
        }

        await CopyAsync(server, connection, "--from", "postgresql", "--to", "sqlite:" + back);
        await using (var program = await AdminProgram.StartAsync(Installations.Embedded(back)))
        {
            InstallationQuestions.AssertEqual(first, await InstallationQuestions.AskAsync(program, FilledInstallation.Uuids, until));
            Assert.Equal(repeatable, await FilledInstallation.RepeatableAsync(program));
            await AssertEndedAsync(program);
            await program.Api.SetListsAsync(new PolicyLists());
        }
    }

    [Fact]
    public async Task Copy_WhileTheProgramRuns_IsRefusedOnBothSides()
    {
        var (embedded, server) = (Installations.NewFolder(), Installations.NewFolder());
        var connection = await database.NewConnectionAsync();
        await using var program = await AdminProgram.StartAsync(Installations.Embedded(embedded, bootstrap: true));
        await using var other = await AdminProgram.StartAsync(SharedDatabase.SettingsFor(connection, storage: server));

        var (fromFolder, folderSays) = await ProgramCommand.RunAsync(
            Installations.NewFolder(), await database.NewConnectionAsync(), "copy", "--from", "sqlite:" + embedded, "--to", "postgresql");
        var folder = SharedDatabase.FolderBeside(other);
        var (fromServer, serverSays) = await ProgramCommand.RunAsync(
            folder, connection, "copy", "--from", "postgresql", "--to", "sqlite:" + Installations.NewFolder());

        Assert.Equal((2, 2), (fromFolder, fromServer));
        Assert.Contains("which another running process owns", Assert.Single(folderSays.Split('\n')), StringComparison.Ordinal);
        Assert.Contains("Other programs are connected", Assert.Single(serverSays.Split('\n')), StringComparison.Ordinal);
        Assert.DoesNotContain(SharedDatabase.Password, folderSays + serverSays, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_IntoADatabaseThatIsNotEmpty_IsRefused()
    {
        var embedded = await StoppedAsync();
        var connection = await database.NewConnectionAsync();
        await CopyAsync(Installations.NewFolder(), connection, "--from", "sqlite:" + embedded, "--to", "postgresql");

        var (exitCode, output) = await ProgramCommand.RunAsync(
            Installations.NewFolder(), connection, "copy", "--from", "sqlite:" + embedded, "--to", "postgresql");

        Assert.Equal(2, exitCode);
        Assert.Contains("is not empty", Assert.Single(output.Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copy_KilledInTheMiddle_LeavesATargetOverWhichNothingStarts()
    {
        var (embedded, server) = (await StoppedAsync(), Installations.NewFolder());
        var connection = await database.NewConnectionAsync();
        using (var copy = ProgramCommand.Start(server, connection, out _, "copy", "--from", "sqlite:" + embedded, "--to", "postgresql"))
        {
            await Until.TrueAsync(() => IsMarkedAsync(connection), () => "The copy does not begin.");
            copy.Kill();
            await copy.WaitForExitAsync();
        }

        // Where it was quicker than the test, the mark is made by hand.
        await ExecuteAsync(connection, """CREATE TABLE IF NOT EXISTS "IncompleteCopy" ("Mark" integer)""");
        var (exitCode, output) = await AdminProgram.RunToExitAsync(SharedDatabase.SettingsFor(connection, storage: server));

        Assert.Equal(1, exitCode);
        Assert.Contains("copy that is not complete", Assert.Single(output.Trim().Split('\n')), StringComparison.Ordinal);
        await using var again = await AdminProgram.StartAsync(Installations.Embedded(embedded));
    }

    [Theory]
    [InlineData("copy")]
    [InlineData("copy", "--from", "sqlite:a", "--to", "sqlite:b")]
    [InlineData("copy", "--from", "postgresql", "--to", "postgresql")]
    [InlineData("copy", "--from", "sqlite:", "--to", "postgresql")]
    [InlineData("copy", "--from", "sqlite:a", "--to", "postgresql", "--quick")]
    public async Task Copy_WordsThatSayNothing_AreRefused(params string[] words)
    {
        var (exitCode, output) = await ProgramCommand.RunAsync(Installations.NewFolder(), "Host=127.0.0.1", words);

        Assert.Equal(2, exitCode);
        Assert.Contains("Use: copy --from", output, StringComparison.Ordinal);
    }

    private static async Task<string> StoppedAsync()
    {
        var embedded = Installations.NewFolder();
        await using var program = await AdminProgram.StartAsync(Installations.Embedded(embedded, bootstrap: true));
        (await program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid = Guid.NewGuid() } })).Expect(202);
        Assert.Equal(0, await program.StopAsync());
        return embedded;
    }

    private static async Task CopyAsync(string folder, string connection, params string[] words)
    {
        var (exitCode, output) = await ProgramCommand.RunAsync(folder, connection, ["copy", .. words]);
        Assert.True(exitCode == 0, output);
        Assert.Contains("complete and equal to the original", output, StringComparison.Ordinal);
        Assert.DoesNotContain("DIFFERENT", output, StringComparison.Ordinal);
        Assert.DoesNotContain(SharedDatabase.Password, output, StringComparison.Ordinal);
    }

    // A token without iat counts as old.
    private static async Task AssertEndedAsync(AdminProgram program) =>
        (await program.Ingest.PostAsync(new { action = "form.submit" }, SigningKey.Shared.Token(new { email = "ended@shop.example" })))
        .ExpectProblem(401, "invalid_token");

    private static Task AllCountedAsync(AdminProgram program)
    {
        var before = "";
        return Until.TrueAsync(
            async () =>
            {
                var now = (await program.Api.GetAsync("/api/v1/decisions/counts?span=month")).Expect(200).Text;
                var isSame = now == before;
                before = now;
                return isSame;
            },
            () => "The counts go on changing.");
    }

    // By the clock of the program: the newest entry of its audit trail is before this.
    private static async Task<DateTimeOffset> NowAsync(AdminProgram program) =>
        (await program.Api.GetAsync("/api/v1/audit?limit=1")).Expect(200).Json.GetProperty("items")[0].GetProperty("time")
            .GetDateTimeOffset().AddMilliseconds(1);

    private static async Task<bool> IsMarkedAsync(string connection)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=False");
        await using var command = source.CreateCommand("""SELECT to_regclass('"IncompleteCopy"') IS NOT NULL OR to_regclass('"JournalState"') IS NOT NULL""");
        return await command.ExecuteScalarAsync() is true;
    }

    private static async Task ExecuteAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=False");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
