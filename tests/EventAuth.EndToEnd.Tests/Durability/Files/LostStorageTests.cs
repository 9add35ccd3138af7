using System.Security.Cryptography;
using EventAuth.EndToEnd.Tests.Durability.Load;
using EventAuth.EndToEnd.Tests.Durability.Stored;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;
using Microsoft.Data.Sqlite;

namespace EventAuth.EndToEnd.Tests.Durability.Files;

/// <summary>
/// Files of the database are removed or replaced under the running program: it notices, and does not answer 202 for events that nobody could read.
/// For SQLite alone: a server looks after its own files.
/// </summary>
[Trait("Database", "Sqlite")]
public sealed class LostStorageTests
{
    private const string Sentence = "was removed or replaced while the program uses it";

    [Theory]
    [InlineData("folder")]
    [InlineData("eventauth.db")]
    [InlineData("eventauth.db-wal")]
    [InlineData("eventauth.db-shm")]
    public async Task Events_FilesRemoved_AreRefusedAndTheProgramIsNotReady(string what)
    {
        await using var program = await StartAsync();
        (await program.Ingest.PostAsync(Event())).Expect(202);

        if (what == "folder")
        {
            Directory.Delete(program.Storage, recursive: true);
        }
        else
        {
            File.Delete(Path.Combine(program.Storage, what));
        }

        var answers = new List<Answer>();
        for (var i = 0; i < 20; i++)
        {
            answers.Add(await program.Ingest.PostAsync(Event()));
        }

        Assert.All(answers, answer => answer.ExpectProblem(503, "storage_unavailable"));
        Assert.False(await program.IsReadyAsync());
        (await program.Api.GetAsync("/api/v1/events")).ExpectProblem(503, "storage_unavailable");
        Assert.Single(Lines(program), line => line.Contains(Sentence, StringComparison.Ordinal) && line.Contains("answered 503", StringComparison.Ordinal));
        Assert.False(Directory.Exists(program.Storage) && what == "eventauth.db" && File.Exists(DatabaseFile.PathIn(program.Storage)), "The program made an empty database.");
    }

    [Fact]
    public async Task Idle_FolderRemoved_IsSaidWithinASecond()
    {
        await using var program = await StartAsync();

        Directory.Delete(program.Storage, recursive: true);

        await program.Output.LineAsync(line => line.Contains(Sentence, StringComparison.Ordinal));
        Assert.False(await program.IsReadyAsync());
    }

    [Fact]
    public async Task Events_FolderReplacedByABackup_AreRefusedAndTheBackupIsLeftAlone()
    {
        await using var program = await StartAsync();
        (await program.Ingest.PostAsync(Event())).Expect(202);
        var (away, backup) = (program.Storage + ".away", program.Storage + ".backup");
        Copy(program.Storage, backup);
        Directory.Move(program.Storage, away);
        Directory.Move(backup, program.Storage);
        var before = Contents(program.Storage);

        (await program.Ingest.PostAsync(Event())).ExpectProblem(503, "storage_unavailable");
        Assert.False(await program.IsReadyAsync());
        Assert.Equal(0, await program.StopAsync());
        Assert.Equal(before, Contents(program.Storage));

        await program.RestartAsync();
        (await program.Ingest.PostAsync(Event())).Expect(202);
    }

    [Fact]
    public async Task Events_FolderMovedAwayAndBack_AreAcceptedAgainAndNothingIsLost()
    {
        await using var program = await StartAsync(ownProcess: true);
        var uuid = Guid.NewGuid().ToString();
        (await program.Ingest.PostAsync(Event(uuid))).Expect(202);

        Directory.Move(program.Storage, program.Storage + ".away");
        (await program.Ingest.PostAsync(Event(uuid))).ExpectProblem(503, "storage_unavailable");
        Directory.Move(program.Storage + ".away", program.Storage);

        (await program.Ingest.PostAsync(Event(uuid))).Expect(202);
        Assert.True(await program.IsReadyAsync());
        await program.KillAsync();
        await program.RestartAsync();
        Assert.Equal(2, (await program.Api.ActivitiesAsync(uuid)).Count);
    }

    [Fact]
    public async Task Events_LogRemoved_KeepWhatWasAnsweredBefore()
    {
        await using var program = await StartAsync(ownProcess: true);
        var uuid = Guid.NewGuid().ToString();
        for (var i = 0; i < 5; i++)
        {
            (await program.Ingest.PostAsync(Event(uuid))).Expect(202);
        }

        File.Delete(DatabaseFile.LogIn(program.Storage));
        (await program.Ingest.PostAsync(Event(uuid))).ExpectProblem(503, "storage_unavailable");
        await program.KillAsync();

        await program.RestartAsync();
        Assert.Equal(5, (await program.Api.ActivitiesAsync(uuid)).Count);
    }

    [Fact]
    public async Task Events_FolderRemovedInTheMiddleOfALoad_AreNeverAcceptedAfterIt()
    {
        await using var program = await StartAsync(ownProcess: true);
        var ledger = new LoadLedger();
        var load = new ShopLoad(new RecordingSender(program.Ingest, ledger), seed: 13, connections: 4);
        var running = load.RunAsync();
        await ledger.ReachAsync(500).WaitAsync(TimeSpan.FromMinutes(1));

        // The files stay readable under another name: what was answered 202 must be in them.
        var away = program.Storage + ".away";
        Directory.Move(program.Storage, away);
        await Until.TrueAsync(async () => (await program.Ingest.PostAsync(Event())).Status == 503, () => "Events are still accepted.");
        load.End();
        await running;
        await program.KillAsync();
        Directory.Move(away, program.Storage);

        var comparison = LedgerComparison.Of(ledger, StoredState.Read(program.Database));
        Assert.Equal((0, 0), (comparison.Missing, comparison.Twice));
    }

    [Fact]
    public async Task Start_LockFileRemoved_StillRefusesASecondProgram()
    {
        await using var program = await StartAsync();
        File.Delete(Path.Combine(program.Storage, "lock"));

        var (exitCode, output) = await AdminProgram.RunToExitAsync(
            new ProgramSettings { Further = new Dictionary<string, string> { ["Storage:Path"] = program.Storage } });

        Assert.Equal(1, exitCode);
        Assert.Contains("Another running process owns the database eventauth.db there.", output, StringComparison.Ordinal);
        (await program.Ingest.PostAsync(Event())).Expect(202);
    }

    [Fact]
    public async Task Lock_OfTheProgram_LeavesTheLocksOfTheDatabaseAlone()
    {
        await using var program = await StartAsync(ownProcess: true);
        (await program.Ingest.PostAsync(Event())).Expect(202);

        // Another process may read and write, but may not claim the file: all of SQLite's own locks of the program are there.
        using (var other = DatabaseFile.Open(program.Storage))
        {
            // In seconds: a permanent lock is not waited for.
            other.DefaultTimeout = 1;
            DatabaseFile.Run(other, "BEGIN IMMEDIATE; UPDATE \"Catalog\" SET \"Description\" = \"Description\"; COMMIT");
            var refused = Assert.Throws<SqliteException>(() => DatabaseFile.Run(other, "PRAGMA journal_mode = DELETE"));
            Assert.Equal(5, refused.SqliteErrorCode);
        }

        // And a copy can be made while it runs, also by programs that ask for a lock themselves.
        File.Copy(DatabaseFile.PathIn(program.Storage), program.Storage + ".copy");
        (await program.Ingest.PostAsync(Event())).Expect(202);
    }

    private static async Task<AdminProgram> StartAsync(bool ownProcess = false)
    {
        var program = await AdminProgram.StartPreparedAsync(new ProgramSettings { OwnProcess = ownProcess });
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        await program.Api.SetListsAsync(new PolicyLists());
        return program;
    }

    private static object Event(string? uuid = null) => new { action = "page.visit", client = new { uuid = uuid ?? Guid.NewGuid().ToString() } };

    private static string[] Lines(AdminProgram program) => program.Output.Text.Split('\n');

    private static void Copy(string from, string to)
    {
        // Everything except the lock, which only the program has.
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(file => Path.GetFileName(file) != "lock"))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!, (UnixFileMode)0b111_000_000);
            using var source = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var target = new FileStream(copy, FileMode.CreateNew, FileAccess.Write);
            source.CopyTo(target);
        }
    }

    private static Dictionary<string, string> Contents(string folder) => Directory.EnumerateFiles(folder)
        .ToDictionary(file => Path.GetFileName(file), file => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))));
}
