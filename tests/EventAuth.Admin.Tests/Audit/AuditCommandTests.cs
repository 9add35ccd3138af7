using EventAuth.Admin.Hosting;
using EventAuth.Admin.Settings;
using EventAuth.Admin.Tests.Hosting;
using EventAuth.Core.Audit;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Audit;

public sealed class AuditCommandTests
{
    [Fact]
    public async Task Verify_WhileTheProgramRunsAndAfter_IsWholeWithTheHeadOfThen()
    {
        using var folder = new TemporaryFolder();
        string head;
        await using (var program = await RunningProgram.StartAsync(folder, null))
        {
            head = program.Services.GetRequiredService<IAuditReader>().Head.Hash;
            Assert.Equal(0, Run(folder, out var told, "--head", head));
            Assert.Contains(head, told, StringComparison.Ordinal);
        }

        Assert.Equal(0, Run(folder, out _, "--head", head.ToUpperInvariant()));
        Assert.Equal(1, Run(folder, out var other, "--head", new string('0', 64)));
        Assert.Contains("head does not match", other, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""UPDATE "AuditEntries" SET "Who" = 'eve' WHERE "Number" = 2""", "entry 2: changed")]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Number" = 2""", "entry 2: missing")]
    [InlineData("""UPDATE "AuditEntries" SET "Number" = 9 WHERE "Number" = 2; UPDATE "AuditEntries" SET "Number" = 2 WHERE "Number" = 3; UPDATE "AuditEntries" SET "Number" = 3 WHERE "Number" = 9""", "entry 2: out of order")]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Number" = 3""", "entry 3: cut tail")]
    [InlineData("""UPDATE "AuditEntries" SET "Hash" = randomblob(32)""", "entry 1: recomputed")]
    public async Task Verify_TrailThatSomebodyChanged_GivesOneAndNamesTheEntry(string attack, string words)
    {
        using var folder = new TemporaryFolder();
        await StartOnceAsync(folder);
        using (var connection = new SqliteConnection($"Data Source={folder.Storage}/eventauth.db;Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """DROP TRIGGER "AuditEntries_NoUpdate"; DROP TRIGGER "AuditEntries_NoDelete"; """ + attack;
            command.ExecuteNonQuery();
        }

        Assert.Equal(1, Run(folder, out var told));
        Assert.Contains(words, told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--head")]
    [InlineData("--head", "abc")]
    [InlineData("--haed", "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("--Nonsense:Setting")]
    public async Task Verify_WordsThatSayNothing_AreRefused(params string[] words)
    {
        using var folder = new TemporaryFolder();
        await StartOnceAsync(folder);

        Assert.Equal(2, Run(folder, out var told, words));
        Assert.Contains("Use: audit verify", told, StringComparison.Ordinal);
    }

    [Fact]
    public void Verify_NothingThere_CannotBeCheckedAndMakesNothing()
    {
        using var folder = new TemporaryFolder();

        Assert.Equal(2, Run(folder, out var told));
        Assert.Contains("no database", told, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder.Storage));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public async Task Start_KeyOfTheTrailLost_IsRefusedWithASentence(int bytesLeft)
    {
        using var folder = new TemporaryFolder();
        await StartOnceAsync(folder);
        var key = Path.Combine(folder.Storage, "audit.key");
        var right = await File.ReadAllBytesAsync(key);
        File.Delete(key);
        if (bytesLeft > 0)
        {
            await File.WriteAllBytesAsync(key, right[..bytesLeft]);
        }

        var refusal = await Assert.ThrowsAsync<StartRefusedException>(() => StartOnceAsync(folder));
        Assert.Contains("audit.key", Assert.Single(refusal.Sentences), StringComparison.Ordinal);
        Assert.Equal(2, Run(folder, out _));

        await File.WriteAllBytesAsync(key, right);
        await StartOnceAsync(folder);
        Assert.Equal(0, Run(folder, out _));
    }

    private static async Task StartOnceAsync(TemporaryFolder folder)
    {
        await using var program = await RunningProgram.StartAsync(folder, null, $"--Bootstrap:ApiKey={RunningProgram.ApiKey}");
        await program.AuditAsync();
    }

    private static int Run(TemporaryFolder folder, out string told, params string[] words)
    {
        using var output = new StringWriter();
        var exitCode = AuditCommand.Run(["audit", "verify", .. words, "--Storage:Path=" + folder.Storage], output, output);
        told = output.ToString();
        return exitCode;
    }
}
