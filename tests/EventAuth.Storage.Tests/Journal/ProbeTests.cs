using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

/// <summary>Probes are decided by the writer, and nothing of them is stored, counted or measured.</summary>
public abstract class ProbeTests(bool onServer)
{
    private const string U1 = "11111111-0000-4000-8000-000000000001";

    [Fact]
    public async Task Probes_AcceptedOrRejected_LeaveNoRowAndNoFigure()
    {
        await using var storage = await StartAsync(onServer);
        await storage.AppendAsync(Entry(U1, "page.visit"));
        await storage.AppendAsync(Entry(U1, "form.submit"), Snapshot(withJwt: "form.submit"));
        await storage.RestartAsync();
        var before = Rows(storage);
        using var measurements = new Measurements(storage.Meters);
        var pulse = Pulse(storage);

        var rejected = await ProbeAsync(storage, Entry(U1, "form.submit"), Snapshot(withJwt: "form.submit"));
        var ofNobody = await ProbeAsync(storage, Entry("22222222-0000-4000-8000-000000000002", "never.seen"), Snapshot(withJwt: "never.seen"));
        var accepted = await ProbeAsync(storage, Entry("22222222-0000-4000-8000-000000000002", "never.seen", salt: "s"), Snapshot());
        var withToken = await ProbeAsync(
            storage, Entry(U1, "form.submit", token: new TokenIdentity(null, "new@shop.example", "c-99")), Snapshot(withJwt: "form.submit"));
        measurements.Observe();

        Assert.Equal(
            [DecisionReason.JwtRequired, DecisionReason.JwtRequired, DecisionReason.AnonymousListEmpty, DecisionReason.ListedWithJwt],
            new[] { rejected, ofNobody, accepted, withToken }.Select(receipt => receipt.Decision.Reason));
        Assert.All([rejected, ofNobody, accepted, withToken], receipt => Assert.Equal(Guid.Empty, receipt.EventId));
        Assert.Empty(measurements.Of("eventauth.storage.commit.size"));
        Assert.Empty(measurements.Of("eventauth.storage.commit.duration"));
        Assert.Equal([0.0], measurements.Of("eventauth.storage.queue.length").Select(measured => measured.Value));
        Assert.Equal(pulse, Pulse(storage));
        Assert.Null(await storage.Catalog.FindAsync(EventName.Parse("never.seen"), CancellationToken.None));
        await storage.RestartAsync();
        Assert.Equal(before, Rows(storage));
    }

    [Fact]
    public async Task Probe_WithASingleUseTokenAndAProof_UsesNeither()
    {
        await using var storage = await StartAsync(onServer);
        var use = new TokenUse("t", Now.ToUnixTimeSeconds() + 60);
        var proof = new ProofUse(Guid.NewGuid(), Now.ToUnixTimeSeconds());
        var entry = Entry(U1, token: new TokenIdentity(null, null, "c"));

        await ProbeAsync(storage, entry, Snapshot(), use, proof);
        var append = Fill(entry, Snapshot(), use, proof);

        Assert.Equal(AppendStatus.Committed, await storage.Journal.AppendAsync(append));
        Assert.True(append.Receipts[0].Decision.Accepted);
    }

    [Fact]
    public async Task Probe_BesideEvents_IsLeftOutOfWhatIsMeasured()
    {
        await using var storage = await StartAsync(onServer);
        using var measurements = new Measurements(storage.Meters);
        var probe = Fill(Entry(U1, "form.submit"), Snapshot(withJwt: "form.submit"));
        probe.IsProbe = true;
        Task<AppendStatus> probing;
        Task appending;
        using (storage.Lock())
        {
            probing = storage.Journal.AppendAsync(probe).AsTask();
            appending = storage.Journal.AppendAsync(Enumerable.Repeat(Entry(U1), 7), Snapshot());
            measurements.Observe();
        }

        await appending;
        Assert.Equal(AppendStatus.Committed, await probing);
        Assert.Equal([7.0], measurements.Of("eventauth.storage.queue.length").Select(measured => measured.Value));
        Assert.Equal(7, measurements.Of("eventauth.storage.commit.size").Sum(measured => measured.Value));
    }

    [Fact]
    public void Probe_AppendReused_IsAnOrdinaryOne()
    {
        var append = new JournalAppend { IsProbe = true };

        append.Clear();

        Assert.False(append.IsProbe);
    }

    private static async Task<JournalReceipt> ProbeAsync(
        StorageFixture storage, PlainEvent entry, PolicySnapshot snapshot, TokenUse? use = null, ProofUse? proof = null)
    {
        var append = Fill(entry, snapshot, use, proof);
        append.IsProbe = true;
        Assert.Equal(AppendStatus.Committed, await storage.Journal.AppendAsync(append));
        return append.Receipts[0];
    }

    private static JournalAppend Fill(PlainEvent entry, PolicySnapshot snapshot, TokenUse? use = null, ProofUse? proof = null)
    {
        var append = new JournalAppend { Snapshot = snapshot, TokenUse = use, ProofUse = proof };
        entry.FillInto(append.Add());
        return append;
    }

    private static (long Accepted, long Rejected) Pulse(StorageFixture storage)
    {
        var beats = storage.Get<DecisionPulse>().Read();
        return (beats.Sum(beat => beat.Accepted), beats.Sum(beat => beat.Rejected));
    }

    // The rows of every table, and what a row could hold more of.
    private static List<string> Rows(StorageFixture storage)
    {
        var tables = storage.Read(storage.Options.Server is null
            ? """SELECT "name" FROM "sqlite_master" WHERE "type" = 'table' AND "name" NOT LIKE 'sqlite_%' ORDER BY 1"""
            : "SELECT table_name::text FROM information_schema.tables WHERE table_schema = current_schema() ORDER BY 1");
        Assert.True(tables.Count > 10);
        return
        [
            .. tables.Select(table => $"{table} {storage.ReadNumber($"""SELECT count(*) FROM "{table}" """)}"),
            "events counted " + storage.Read("""SELECT coalesce(sum("Count"), 0) FROM "DecisionCounts" """)[0],
            "seen last " + storage.Read("""SELECT coalesce(max("LastSeenAt"), 0) FROM "Catalog" """)[0],
        ];
    }
}

public sealed class ProbesOnSqliteTests() : ProbeTests(onServer: false);

public sealed class ProbesOnPostgresTests() : ProbeTests(onServer: true);
