using EventAuth.EndToEnd.Tests.Durability.Load;
using EventAuth.EndToEnd.Tests.Durability.Stored;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Durability.Files;

/// <summary>Another program locks the database: events wait, then are refused, within limits; when it is unlocked they are accepted again.</summary>
public sealed class LockedTests
{
    [Fact]
    public async Task Events_DatabaseHeldByAnotherProgram_AreRefusedUntilItIsReleased()
    {
        await using var program = await StartAsync();
        var ledger = new LoadLedger();
        var sender = new RecordingSender(program.Ingest, ledger);
        var load = new ShopLoad(sender, seed: 2, connections: 4);
        var running = load.RunAsync();
        await Until.TrueAsync(() => Task.FromResult(ledger.AnsweredCount > 200), () => "No events are accepted.");

        using (program.Database.Lock())
        {
            var refused = await RefusedAsync(program, "storage_unavailable");
            Assert.Equal("1", refused.Header("Retry-After"));
            (await program.Api.GetAsync("/api/v1/policy")).Expect(200);
        }

        await AcceptedAsync(program);
        load.End();
        await running;
        await program.RestartAsync();
        var comparison = LedgerComparison.Of(ledger, StoredState.Read(program.Database));
        Assert.Equal((0, 0), (comparison.Missing, comparison.Twice));
        Assert.Empty(comparison.Broken);
    }

    [Fact]
    public async Task Events_DatabaseHeldForAMoment_AreAcceptedWhenItIsReleased()
    {
        await using var program = await StartAsync();
        Task<Answer>[] waiting;
        using (program.Database.Lock())
        {
            waiting = [.. Enumerable.Range(0, 20).Select(_ => program.Ingest.PostAsync(Event()))];
        }

        Assert.All(await Task.WhenAll(waiting), answer => answer.Expect(202));
    }

    [Fact]
    public async Task Events_MoreThanMayWait_AreRefusedAtOnceWhileTheDatabaseIsHeld()
    {
        await using var program = await StartAsync(new ProgramSettings { Further = new Dictionary<string, string> { ["Storage:MaxQueuedEvents"] = "1000" } });
        var locked = program.Database.Lock();
        var uuid = Guid.NewGuid().ToString();

        // Five batches of 300 do not fit into a queue of 1,000: whatever the writer has taken out of it still counts.
        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => program.Ingest.PostBatchAsync(Enumerable.Repeat(Event(uuid), 300))));

        Assert.Equal(2, answers.Count(answer => answer.Expect(503).Code == "overloaded"));
        Assert.Equal(3, answers.Count(answer => answer.Code == "storage_unavailable"));
        Assert.All(answers, answer => Assert.Equal("1", answer.Header("Retry-After")));
        locked.Dispose();
        await AcceptedAsync(program);
        Assert.Null(await program.Api.FindProfileAsync(uuid));
    }

    // For SQLite alone: a start over a server waits for nobody who writes.
    [Fact]
    [Trait("Database", "Sqlite")]
    public async Task Start_DatabaseHeldByAnotherProgram_IsRefusedInASentence()
    {
        await using var program = await StartAsync(new ProgramSettings { OwnProcess = true });
        await program.KillAsync();
        using var locked = program.Database.Lock();

        var (exitCode, output) = await program.RestartToExitAsync();

        Assert.Equal(1, exitCode);
        Assert.Equal(
            $"Storage:Path names {program.Storage}, where the database eventauth.db is held by another program. Close that one and start again.",
            output);
    }

    private static async Task<AdminProgram> StartAsync(ProgramSettings? settings = null)
    {
        var program = await AdminProgram.StartPreparedAsync(settings);
        await program.Api.DefineCertificateAsync(SigningKey.Shared.PublicPem);
        await program.Api.SetListsAsync(new PolicyLists());
        return program;
    }

    private static object Event(string? uuid = null) => new { action = "page.visit", client = new { uuid = uuid ?? Guid.NewGuid().ToString() } };

    private static async Task<Answer> RefusedAsync(AdminProgram program, string code)
    {
        Answer? answer = null;
        await Until.TrueAsync(async () => (answer = await program.Ingest.PostAsync(Event())).Status != 202, () => "Events are still accepted.");
        return answer!.ExpectProblem(503, code);
    }

    private static Task AcceptedAsync(AdminProgram program) => Until.TrueAsync(
        async () => (await program.Ingest.PostAsync(Event())).Status == 202,
        () => "Events are still refused. The program wrote:\n" + program.Output.Text);
}
