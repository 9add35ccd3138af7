using EventAuth.Core.Audit;
using static EventAuth.Core.Tests.Audit.AuditTrailText;

namespace EventAuth.Core.Tests.Audit;

public sealed class AuditVerificationTests
{
    [Fact]
    public void Trail_AsRecorded_IsWhole()
    {
        var entries = Make(5);

        var verdict = Verify(entries, entries[^1].Head);

        Assert.True(verdict.IsWhole, verdict.ToString());
        Assert.Equal(5, verdict.Entries);
        Assert.Equal(entries[^1].Head, verdict.Head);
    }

    [Fact]
    public void Trail_LongerThanItsHead_IsWhole()
    {
        var entries = Make(5);

        Assert.True(Verify(entries, entries[2].Head, entries[1].Head.Hash.ToUpperInvariant()).IsWhole);
    }

    public static TheoryData<string, Func<AuditEntry, AuditEntry>> Changes => new()
    {
        { "time", entry => entry with { Time = entry.Time.AddMilliseconds(1) } },
        { "who", entry => entry with { Who = "eve@shop.example" } },
        { "origin", entry => entry with { Origin = null } },
        { "action", entry => entry with { Action = AuditAction.SignedOut.Code } },
        { "subject", entry => entry with { Subject = "policy " } },
        { "before", entry => entry with { Before = "" } },
        { "after", entry => entry with { After = null } },
        { "a letter moved from one field to the next", entry => entry with { Action = entry.Action + "p", Subject = entry.Subject[1..] } },
        { "previous", entry => entry with { Previous = new byte[32] } },
        { "hash", entry => entry with { Hash = new byte[32] } },
        { "no hash", entry => entry with { Hash = default } },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public void Trail_OneFieldChanged_IsBrokenThere(string field, Func<AuditEntry, AuditEntry> change)
    {
        var entries = Make(5);
        entries[2] = change(entries[2]);

        var verdict = Verify(entries, entries[4].Head);

        Assert.True((verdict.Flaw, verdict.Number) == (AuditFlaw.Changed, 3), field + ": " + verdict.ToString());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Trail_EntryRemoved_IsMissingThere(int number)
    {
        var entries = Make(5);
        var head = entries[^1].Head;
        entries.RemoveAt(number - 1);

        var verdict = Verify(entries, head);

        Assert.Equal((AuditFlaw.Missing, number), (verdict.Flaw, verdict.Number));
    }

    [Fact]
    public void Trail_TwoEntriesChangedPlaces_IsOutOfOrderAtTheFirst()
    {
        var entries = Make(5);
        (entries[1], entries[3]) = (entries[3] with { Number = 2 }, entries[1] with { Number = 4 });

        var verdict = Verify(entries, entries[4].Head);

        Assert.Equal((AuditFlaw.OutOfOrder, 2, 4), (verdict.Flaw, verdict.Number, verdict.Standing));
    }

    [Theory]
    [InlineData(4)]
    [InlineData(0)]
    public void Trail_TailCut_IsCutThere(int left)
    {
        var entries = Make(5);

        var verdict = Verify(entries.Take(left), entries[^1].Head);

        Assert.Equal((AuditFlaw.CutTail, left + 1), (verdict.Flaw, verdict.Number));
    }

    [Fact]
    public void Trail_MadeAnewWithoutTheKey_IsRecomputed()
    {
        var forged = Make(5, new AuditKey(new byte[AuditKey.Length]), "eve@shop.example");

        Assert.Equal((AuditFlaw.Recomputed, 1), (Verify(forged, forged[^1].Head).Flaw, Verify(forged, forged[^1].Head).Number));
    }

    [Fact]
    public void Trail_MadeAnewWithTheKey_DiffersFromTheHeadsThatWereKept()
    {
        var before = Make(5);
        var forged = Make(5, Key, "eve@shop.example");

        Assert.Equal(AuditFlaw.HeadDiffers, Verify(forged, before[^1].Head).Flaw);
        Assert.True(Verify(forged, forged[^1].Head).IsWhole);
        Assert.Equal(AuditFlaw.HeadDiffers, Verify(forged, forged[^1].Head, before[2].Head.Hash).Flaw);
    }

    [Fact]
    public void Trail_WhoseEndWasLostOnce_IsNeverWholeAgain()
    {
        var entries = Make(2);
        entries.Add(AuditChain.Follow(Key, entries[^1].Head, new AuditFact(AuditAction.AuditTailLost, "audit trail"), AuditActor.Installation, Start));
        entries.Add(AuditChain.Follow(Key, entries[^1].Head, new AuditFact(AuditAction.SignedOut, "account"), AuditActor.Installation, Start));

        var verdict = Verify(entries, entries[^1].Head);

        Assert.Equal((AuditFlaw.CutTail, 3), (verdict.Flaw, verdict.Number));
    }
}
