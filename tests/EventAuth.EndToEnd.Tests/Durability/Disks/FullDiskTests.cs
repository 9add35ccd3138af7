using EventAuth.EndToEnd.Tests.Durability.Load;
using EventAuth.EndToEnd.Tests.Durability.Stored;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Durability.Disks;

/// <summary>The disk is full: events are refused with an answer that says so, nothing that was answered is lost, and it goes on as soon as there is room.</summary>
public sealed class FullDiskTests
{
    private const int Megabytes = 32;

    // For SQLite alone: a server whose own disk is full stops, and nothing can be read until it is started again.
    [MountFact]
    [Trait("Database", "Sqlite")]
    public async Task Events_DiskFull_AreRefusedUntilThereIsRoom()
    {
        await using var database = await DatabaseOnDisk.MakeAsync(Megabytes);
        var disk = database.Disk;
        await using var program = await StartAsync(database.Settings);
        var ledger = new LoadLedger();
        var sender = new RecordingSender(program.Ingest, ledger);
        disk.Occupy(Megabytes / 2);
        await new ShopLoad(sender, seed: 1, connections: 4) { EndsAtRefusal = true }.RunAsync().WaitAsync(TimeSpan.FromMinutes(1));

        disk.Fill();
        var refused = await RefusedAsync(program);
        Assert.Equal("1", refused.ExpectProblem(503, "storage_unavailable").Header("Retry-After"));
        (await program.Api.GetAsync("/healthz")).Expect(200);
        (await program.Api.GetAsync("/api/v1/policy")).Expect(200);
        (await program.Api.GetAsync("/api/v1/decisions")).Expect(200);
        Assert.Contains("Sign in", (await program.Api.WithKey(null).GetAsync("/sign-in")).Expect(200).Text, StringComparison.Ordinal);

        disk.MakeRoom();
        await Until.TrueAsync(async () => (await program.Ingest.PostAsync(Event())).Status == 202, () => "Events are still refused. The program wrote:\n" + program.Output.Text);
        foreach (var request in ledger.Refused.Where(request => request.IsRepeatable))
        {
            Assert.Equal(202, (await sender.SendAsync(request))!.Status);
        }

        await program.RestartAsync();
        var comparison = LedgerComparison.Of(ledger, StoredState.Read(program.Database));
        Assert.Equal((0, 0), (comparison.Missing, comparison.Twice));
        Assert.Empty(comparison.Broken);
        Assert.NotEqual(0, ledger.AnsweredCount);
    }

    [MountFact]
    public async Task Start_DiskFull_RefusesEventsUntilThereIsRoom()
    {
        await using var database = await DatabaseOnDisk.MakeAsync(Megabytes);
        var disk = database.Disk;
        await using var program = await StartAsync(database.Settings);
        var uuid = Guid.NewGuid().ToString();
        (await program.Ingest.PostAsync(new { action = "page.visit", client = new { uuid } })).Expect(202);
        disk.Fill();
        await RefusedAsync(program);

        await program.RestartAsync();

        (await RefusedAsync(program)).ExpectProblem(503, "storage_unavailable");
        Assert.Single(await program.Api.ActivitiesAsync(uuid));
        disk.MakeRoom();
        await Until.TrueAsync(async () => (await program.Ingest.PostAsync(Event())).Status == 202, () => "Events are still refused. The program wrote:\n" + program.Output.Text);
    }

    // For SQLite alone: such a server has stopped before the program starts.
    [MountFact]
    [Trait("Database", "Sqlite")]
    public async Task FirstStart_DiskFull_IsRefusedInASentence()
    {
        await using var database = await DatabaseOnDisk.MakeAsync(Megabytes);
        database.Disk.Fill();

        var (exitCode, output) = await AdminProgram.RunToExitAsync(database.Settings);

        Assert.Equal(1, exitCode);
        Assert.Equal(
            TestDatabase.IsPostgres
                ? "Storage:ConnectionString names a database of PostgreSQL that finds no room: its disk is full. Make room and start again."
                : $"Storage:Path names {database.Disk.Storage}, where the database eventauth.db finds no room: the disk is full. Make room and start again.",
            output);
    }

    private static object Event() => new { action = "page.visit", client = new { uuid = Guid.NewGuid() } };

    private static async Task<AdminProgram> StartAsync(ProgramSettings settings)
    {
        var program = await AdminProgram.StartAsync(settings);
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        await program.Api.SetListsAsync(new PolicyLists());
        return program;
    }

    /// <summary>Events that fit into the existing files are still accepted; soon nothing fits.</summary>
    private static async Task<Answer> RefusedAsync(AdminProgram program)
    {
        Answer? answer = null;
        await Until.TrueAsync(
            async () => (answer = await program.Ingest.PostBatchAsync(Enumerable.Range(0, 500).Select(_ => Event()))).Status != 202,
            () => "Events are still accepted on a full disk.");
        return answer!;
    }
}
