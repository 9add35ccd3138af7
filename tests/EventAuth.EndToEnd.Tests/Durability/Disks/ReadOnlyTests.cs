using EventAuth.EndToEnd.Tests.Durability.Load;
using EventAuth.EndToEnd.Tests.Durability.Stored;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Durability.Disks;

/// <summary>Storage that cannot be written: no start with it, and if it happens later, events are refused until it is over.</summary>
public sealed class ReadOnlyTests
{
    private const int Megabytes = 64;

    // For SQLite alone, whose disk is the program's.
    [MountFact]
    [Trait("Database", "Sqlite")]
    public async Task Start_DiskReadOnly_IsRefusedInASentence()
    {
        using var disk = SmallDisk.Make(Megabytes);
        await using var program = await AdminProgram.StartAsync(new ProgramSettings { OwnProcess = true, Further = new Dictionary<string, string> { ["Storage:Path"] = disk.Storage } });
        await program.KillAsync();
        disk.MakeReadOnly();

        var (exitCode, output) = await program.RestartToExitAsync();

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"Storage:Path names {disk.Storage}, which cannot be written", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', output);
    }

    // For SQLite alone: it has one file.
    [ImmutableFact]
    [Trait("Database", "Sqlite")]
    public async Task Start_DatabaseReadOnly_IsRefusedInASentence()
    {
        await using var program = await AdminProgram.StartPreparedAsync(new ProgramSettings { OwnProcess = true });
        await program.KillAsync();
        using (new Immutability(program))
        {
            var (exitCode, output) = await program.RestartToExitAsync();

            Assert.Equal(1, exitCode);
            Assert.Equal(
                TestDatabase.IsPostgres
                    ? "Storage:ConnectionString names a database of PostgreSQL that cannot be written, as a standby cannot. Name the primary server."
                    : $"Storage:Path names {program.Storage}, where the database eventauth.db cannot be written. Make the folder and the files in it writable for the user that runs the program, and start again.",
                output);
        }

        await program.RestartAsync();
        (await program.Ingest.PostAsync(Event())).Expect(202);
    }

    [ImmutableFact]
    public async Task Events_DatabaseReadOnly_AreRefusedUntilItCanBeWritten()
    {
        await using var program = await AdminProgram.StartPreparedAsync(new ProgramSettings { OwnProcess = true });
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        await program.Api.SetListsAsync(new PolicyLists());
        var ledger = new LoadLedger();
        var sender = new RecordingSender(program.Ingest, ledger);
        var running = new ShopLoad(sender, seed: 4, connections: 4) { EndsAtRefusal = true }.RunAsync();
        await ledger.ReachAsync(500).WaitAsync(TimeSpan.FromMinutes(1));

        using (new Immutability(program))
        {
            await running.WaitAsync(TimeSpan.FromMinutes(1));
            for (var i = 0; i < 5; i++)
            {
                (await program.Ingest.PostAsync(Event())).ExpectProblem(503, "storage_unavailable");
            }

            Assert.Equal(503, (await PutPolicyAsync(program)).Status);
            // Many at once, so that some need a connection that nobody has opened yet. None of those may be used for a change later.
            await AllAsync(50, () => program.Api.GetAsync("/api/v1/decisions?limit=1000"), 200);
        }

        await Until.TrueAsync(async () => (await program.Ingest.PostAsync(Event())).Status == 202, () => "Events are still refused. The program wrote:\n" + program.Output.Text);
        foreach (var request in ledger.Refused.Where(request => request.IsRepeatable))
        {
            Assert.Equal(202, (await sender.SendAsync(request))!.Status);
        }

        await AllAsync(20, () => PutPolicyAsync(program), 200, 412);

        await program.RestartAsync();
        var comparison = LedgerComparison.Of(ledger, StoredState.Read(program.Database));
        Assert.Equal((0, 0), (comparison.Missing, comparison.Twice));
        Assert.Empty(comparison.Broken);
    }

    private static object Event() => new { action = "page.visit", client = new { uuid = Guid.NewGuid() } };

    /// <summary>Asks many times at once, and expects one of these answers each time.</summary>
    private static async Task AllAsync(int count, Func<Task<Answer>> ask, params int[] expected)
    {
        if (TestDatabase.IsPostgres)
        {
            // All connections were ended. What the program still has of them is noticed when it is used.
            await Until.TrueAsync(
                async () => (await AskAsync()).All(answer => answer.Status != 503), () => "It is still answered 503.");
        }

        Assert.All(await AskAsync(), answer => Assert.True(expected.Contains(answer.Status), $"Answered {answer.Status}: {answer.Text}"));

        Task<Answer[]> AskAsync() => Task.WhenAll(Enumerable.Range(0, count).Select(_ => ask()));
    }

    private static async Task<Answer> PutPolicyAsync(AdminProgram program)
    {
        var before = (await program.Api.GetAsync("/api/v1/policy")).Expect(200);
        var lists = new PolicyLists { UpdateWithJwt = [$"event-{Random.Shared.Next(100_000)}"] };
        return await program.Api.PutPolicyAsync(new { lists }, before.Header("ETag"));
    }
}
