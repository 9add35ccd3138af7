using EventAuth.Core.Journal;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Journal;
using static EventAuth.Storage.Tests.StorageFixture;

namespace EventAuth.Storage.Tests.Journal;

/// <summary>A proof is used once, whatever happens; and used ones do not add up.</summary>
public sealed class ProofUsesTests
{
    private const string Rows = """SELECT count(*) FROM "UsedProofs" """;

    private static readonly TokenIdentity s_customer = new(null, null, "c-17");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Proof_SentManyTimesAtOnce_IsUsedOnce(bool onServer)
    {
        const int proofs = 50;
        const int copies = 20;
        await using var storage = await StartAsync(onServer, clock: new FixedClock { UtcNow = Now });
        await using var other = onServer ? await storage.StartAfterSuddenEndAsync() : null;
        StorageFixture[] nodes = [storage, other ?? storage];

        var accepted = await Task.WhenAll(Enumerable.Range(0, proofs * copies).Select(async i =>
            (Proof: i % proofs, IsAccepted: await IsAcceptedAsync(nodes[i / proofs % 2], Proof(i % proofs)))));

        var counts = accepted.GroupBy(one => one.Proof).Select(group => group.Count(one => one.IsAccepted)).ToList();
        Assert.Equal(Enumerable.Repeat(1, proofs), counts);
        Assert.Equal(proofs, storage.ReadNumber(Rows));
        Assert.Equal(proofs, storage.ReadNumber("""SELECT count(*) FROM "Events" WHERE "EventId" IS NOT NULL"""));
        Assert.Contains("proof_used_before", storage.Read("""SELECT "Cause" FROM "Events" WHERE "Cause" IS NOT NULL"""));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Proof_AfterACrash_IsStillUsed(bool onServer)
    {
        await using var storage = await StartAsync(onServer, clock: new FixedClock { UtcNow = Now });
        Assert.True(await IsAcceptedAsync(storage, Proof(1)));

        await using var again = await storage.StartAfterSuddenEndAsync();

        Assert.False(await IsAcceptedAsync(again, Proof(1)));
        Assert.True(await IsAcceptedAsync(again, Proof(2)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Proof_OfATransactionThatFailed_IsNotUsed(bool onServer)
    {
        await using var storage = await StartAsync(onServer, clock: new FixedClock { UtcNow = Now });
        using (storage.Lock())
        {
            var append = AppendOf(Proof(1));
            Assert.Equal(AppendStatus.Unavailable, await storage.Journal.AppendAsync(append));
        }

        Assert.True(await IsAcceptedAsync(storage, Proof(1)));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Proofs_HoweverMany_AreForgottenWhenNoneIsAcceptedAnyMore(bool onServer)
    {
        await using var storage = await StartAsync(onServer, clock: new FixedClock { UtcNow = Now });
        for (var i = 0; i < 200; i++)
        {
            // One every ten seconds: those of ten minutes are known, and a few that are not forgotten yet.
            Assert.True(await IsAcceptedAsync(storage, Proof(i, storage.Clock.GetUtcNow())));
            storage.Clock.Advance(TimeSpan.FromSeconds(10));
        }

        Assert.InRange(storage.ReadNumber(Rows), ProofUses.KeptFor / 10, (ProofUses.KeptFor / 10) + 3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Proof_ClockAheadAndRightAgain_IsStillUsed(bool onServer)
    {
        await using var storage = await StartAsync(onServer, clock: new FixedClock { UtcNow = Now });
        Assert.True(await IsAcceptedAsync(storage, Proof(1)));

        storage.Clock.UtcNow = Now.AddHours(5);
        for (var i = 0; i < 5; i++)
        {
            storage.Clock.Advance(TimeSpan.FromSeconds(2));
            Assert.True(await IsAcceptedAsync(storage, Proof(100 + i, storage.Clock.GetUtcNow())));
        }

        storage.Clock.UtcNow = Now;
        Assert.False(await IsAcceptedAsync(storage, Proof(1)));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(true, false)]
    public async Task Batch_WithAUsedProofOrToken_IsOneRecordWithItsNumber(bool onServer, bool isProof)
    {
        const int events = 1_000;
        const int replays = 10;
        await using var storage = await StartAsync(onServer, clock: new FixedClock { UtcNow = Now });
        for (var sent = 0; sent <= replays; sent++)
        {
            var append = new JournalAppend
            {
                Snapshot = Snapshot(),
                ProofUse = isProof ? Proof(1) : null,
                TokenUse = isProof ? null : new TokenUse("a", Now.AddHours(1).ToUnixTimeSeconds()),
            };
            for (var i = 0; i < events; i++)
            {
                Entry(null, token: s_customer).FillInto(append.Add());
            }

            Assert.Equal(AppendStatus.Committed, await storage.Journal.AppendAsync(append));
            Assert.All(append.Receipts.ToArray(), receipt => Assert.Equal(sent == 0, receipt.Decision.Accepted));
        }

        // 10,000 records would be more than RejectionQuota.PerMinute.
        const string rejected = "FROM \"Events\" WHERE \"EventId\" IS NULL";
        Assert.Equal(replays, storage.ReadNumber("SELECT count(*) " + rejected));
        Assert.Equal(replays * events, storage.ReadNumber("SELECT CAST(sum(\"Count\") AS bigint) " + rejected));
        Assert.Contains(isProof ? "proof_used_before" : "used_before", storage.Read("SELECT \"Cause\" " + rejected));
        await storage.AppendAsync(Entry("11111111-0000-4000-8000-000000000001", "form.submit"), Snapshot(withJwt: "form.submit"));
        Assert.Equal(replays + 1, storage.ReadNumber("SELECT count(*) " + rejected));
    }

    private static ProofUse Proof(int number, DateTimeOffset? at = null) => new(
        new Guid(number, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7), (at ?? Now).ToUnixTimeSeconds());

    private static JournalAppend AppendOf(ProofUse proof)
    {
        var append = new JournalAppend { Snapshot = Snapshot(), ProofUse = proof };
        Entry(null, token: s_customer).FillInto(append.Add());
        return append;
    }

    private static async Task<bool> IsAcceptedAsync(StorageFixture storage, ProofUse proof)
    {
        var append = AppendOf(proof);
        Assert.Equal(AppendStatus.Committed, await storage.Journal.AppendAsync(append));
        return append.Receipts[0].Decision.Accepted;
    }
}
