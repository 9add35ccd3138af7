using System.Runtime.Versioning;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Durability.Files;

/// <summary>
/// A start without the database that was there before: it does not count as a first start. For SQLite alone, whose database can be missing:
/// that of a server is made by people, and <see cref="Postgres.RefusedTests"/> starts with an empty one.
/// </summary>
[Trait("Database", "Sqlite")]
[SupportedOSPlatform("linux")]
public sealed class MissingDatabaseTests
{
    [Theory]
    [InlineData("missing", "audit.key and audit.head")]
    [InlineData("empty", "audit.key and audit.head")]
    [InlineData("without tables", "audit.key and audit.head")]
    [InlineData("missing", "audit.key")]
    [InlineData("missing", "audit.head")]
    public async Task Start_NoDatabaseBesideAnAuditTrail_IsRefusedAndSaysHowToGoOn(string database, string left)
    {
        await using var program = await AdminProgram.StartAsync();
        Assert.Equal(0, await program.StopAsync());
        var path = DatabaseFile.PathIn(program.Storage);
        File.Delete(path);
        File.Delete(DatabaseFile.LogIn(program.Storage));
        if (database != "missing")
        {
            await File.WriteAllBytesAsync(path, []);
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        if (database == "without tables")
        {
            using var other = DatabaseFile.Open(program.Storage);
            DatabaseFile.Run(other, "CREATE TABLE x (y); DROP TABLE x");
        }

        foreach (var file in (string[])["audit.key", "audit.head"])
        {
            if (!left.Contains(file, StringComparison.Ordinal))
            {
                File.Delete(Path.Combine(program.Storage, file));
            }
        }

        var (exitCode, output) = await program.RestartToExitAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"Storage:Path names {program.Storage}. The database eventauth.db there is missing or empty", output, StringComparison.Ordinal);
        Assert.Contains("Put the files of a backup into the folder", output, StringComparison.Ordinal);
        Assert.Contains("--new-installation", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', output);
    }

    [Fact]
    public async Task Start_NewInstallation_BeginsAnEmptyDatabaseOnce()
    {
        await using var program = await AdminProgram.StartAsync();
        (await program.Ingest.PostAsync(new { action = "form.submit", client = new { uuid = Guid.NewGuid() } }, token: "none")).Expect(401);
        Assert.Equal(0, await program.StopAsync());
        File.Delete(DatabaseFile.PathIn(program.Storage));
        var further = new Dictionary<string, string> { ["Storage:Path"] = program.Storage };

        await using (var begun = await AdminProgram.StartAsync(new ProgramSettings { Further = further, Words = ["--new-installation"] }))
        {
            // The trail is a new one, and says that an older one was lost.
            var trail = (await begun.Api.GetAsync("/api/v1/policy")).Expect(200);
            Assert.Equal(1, trail.Json.GetProperty("version").GetInt32());
            using var database = DatabaseFile.Open(program.Storage);
            Assert.Equal(1, DatabaseFile.Ask(database, """SELECT count(*) FROM "AuditEntries" WHERE "Action" = 'audit.tail.lost' AND "Number" = 1"""));
            Assert.Equal(0, DatabaseFile.Ask(database, """SELECT coalesce(sum("Count"), 0) FROM "DecisionCounts" """));
        }

        var (exitCode, output) = await AdminProgram.RunToExitAsync(new ProgramSettings { Further = further, Words = ["--new-installation"] });
        Assert.Equal(1, exitCode);
        Assert.Contains("There is a database already", output, StringComparison.Ordinal);
        await program.RestartAsync();
        Assert.Contains(Directory.EnumerateFiles(program.Storage), file => file.EndsWith("audit.key", StringComparison.Ordinal));
    }
}
