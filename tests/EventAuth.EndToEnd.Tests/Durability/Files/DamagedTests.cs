using EventAuth.EndToEnd.Tests.Durability.Load;
using EventAuth.EndToEnd.Tests.Durability.Stored;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Durability.Files;

/// <summary>
/// The files are damaged: no start with a damaged database, and never a wrong answer. For SQLite alone: a server looks after its own files.
/// </summary>
[Trait("Database", "Sqlite")]
public sealed class DamagedTests
{
    private const byte Garbage = 0xA5;
    private const string LastWords = "is damaged. Stop here, keep a copy of the folder, and restore the folder from a backup.";

    [Theory]
    [InlineData("header")]
    [InlineData("middle")]
    [InlineData("truncated")]
    [InlineData("zeros")]
    public async Task Start_DatabaseDamaged_IsRefusedInASentence(string damage)
    {
        await using var program = await StartAsync();
        await RunLoadAsync(program, new LoadLedger(), events: 500);
        await program.KillAsync();
        DatabaseFile.EmptyLog(program.Storage);
        var file = new FileInfo(DatabaseFile.PathIn(program.Storage));
        var backup = file.CopyTo(Path.Combine(program.Storage, "backup")).FullName;
        Damage(file, damage);

        var (exitCode, output) = await program.RestartToExitAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"Storage:Path names {program.Storage}, where the database eventauth.db {LastWords}", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', output);

        File.Delete(DatabaseFile.LogIn(program.Storage));
        File.Copy(backup, file.FullName, overwrite: true);
        await program.RestartAsync();
        (await program.Ingest.PostAsync(Event())).Expect(202);
    }

    [Fact]
    public async Task Events_DatabaseDamagedMeanwhile_AreRefused()
    {
        await using var program = await StartAsync();
        var ledger = new LoadLedger();
        await RunLoadAsync(program, ledger, events: 500);

        await DamageIdentifiersAsync(program.Storage);

        var (singles, batches) = (new List<Answer>(), new List<Answer>());
        for (var i = 0; i < 20; i++)
        {
            singles.Add(await program.Ingest.PostAsync(Event()));
            batches.Add(await program.Ingest.PostBatchAsync([Event(), Event()]));
        }

        Assert.All(singles.Concat(batches), answer => answer.ExpectProblem(503, "storage_unavailable"));
        (await program.Api.GetAsync($"/api/v1/profiles/{ledger.Sent.First().Uuid}")).ExpectProblem(503, "storage_unavailable");
        (await program.Api.GetAsync("/api/v1/policy")).Expect(200);
        var (exitCode, output) = await program.RestartToExitAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains(LastWords, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_GarbageAtTheEndOfTheLog_KeepsWhatWasCommitted()
    {
        await using var program = await StartAsync();
        var ledger = new LoadLedger();
        await RunLoadAsync(program, ledger, events: 2_000);
        await program.KillAsync();
        var garbage = new byte[100_000];
        new Random(3).NextBytes(garbage);
        await File.AppendAllBytesAsync(DatabaseFile.LogIn(program.Storage), garbage);

        await program.RestartAsync();

        var comparison = LedgerComparison.Of(ledger, StoredState.Read(program.Database));
        Assert.Equal((0, 0), (comparison.Missing, comparison.Twice));
        Assert.Empty(comparison.Broken);
        (await program.Ingest.PostAsync(Event())).Expect(202);
    }

    private static object Event() => new { action = "page.visit", client = new { uuid = Guid.NewGuid() } };

    private static async Task<AdminProgram> StartAsync()
    {
        var program = await AdminProgram.StartPreparedAsync(new ProgramSettings { OwnProcess = true });
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        await program.Api.SetListsAsync(new PolicyLists());
        return program;
    }

    private static async Task RunLoadAsync(AdminProgram program, LoadLedger ledger, int events)
    {
        var load = new ShopLoad(new RecordingSender(program.Ingest, ledger), seed: 3, connections: 4);
        var running = load.RunAsync();
        await ledger.ReachAsync(events).WaitAsync(TimeSpan.FromMinutes(1));
        load.End();
        await running;
    }

    private static void Damage(FileInfo file, string damage)
    {
        var pages = file.Length / DatabaseFile.PageSize;
        switch (damage)
        {
            case "header":
                DatabaseFile.Overwrite(file.DirectoryName!, Garbage, 1);
                break;
            case "middle":
                DatabaseFile.Overwrite(file.DirectoryName!, Garbage, pages / 2, (pages / 2) + 1);
                break;
            case "truncated":
                using (var stream = file.OpenWrite())
                {
                    stream.SetLength(pages / 2 * DatabaseFile.PageSize);
                }

                break;
            case "zeros":
                DatabaseFile.Overwrite(file.DirectoryName!, 0, Enumerable.Range((int)pages / 2, 2).Select(page => (long)page));
                break;
        }
    }

    /// <summary>Damages the roots of the table that every new customer needs, and makes each connection read the file again.</summary>
    private static async Task DamageIdentifiersAsync(string storage)
    {
        using var other = DatabaseFile.Open(storage);
        var roots = new List<long>();
        using (var command = other.CreateCommand())
        {
            command.CommandText = """SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'Identifiers'""";
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                roots.Add(rows.GetInt64(0));
            }
        }

        // What is still in the log would be read from there; a change by another process makes all connections forget what they have in memory.
        DatabaseFile.Run(other, "BEGIN IMMEDIATE; UPDATE \"Catalog\" SET \"Description\" = \"Description\" || ' '; COMMIT");
        // Busy while the program reads, as it does each second.
        await Until.TrueAsync(() => Task.FromResult(DatabaseFile.Ask(other, "PRAGMA wal_checkpoint(TRUNCATE)") == 0), () => "The log is never emptied.");
        DatabaseFile.Overwrite(storage, Garbage, roots);
    }
}
