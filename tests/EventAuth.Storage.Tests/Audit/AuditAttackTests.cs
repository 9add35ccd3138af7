using System.Data.Common;
using EventAuth.Core.Audit;
using EventAuth.Storage.Audit;
using static EventAuth.Storage.Tests.Audit.Attacker;

namespace EventAuth.Storage.Tests.Audit;

/// <summary>What somebody with access to the files does to the trail is found.</summary>
public abstract class AuditAttackTests(bool onServer) : IAsyncLifetime
{
    private const int Entries = 6;
    private StorageFixture _storage = null!;

    public async Task InitializeAsync()
    {
        _storage = await StorageFixture.StartAsync(onServer);
        for (var number = 2; number <= Entries; number++)
        {
            await _storage.Audit.RecordAsync(new AuditFact(AuditAction.SignedOut, $"subject {number}", null, """{"text":"ä"}""") { Who = "anna@shop.example" }, CancellationToken.None);
        }
    }

    public async Task DisposeAsync() => await _storage.DisposeAsync();

    [Fact]
    public void Trail_Untouched_IsWholeWhileTheProgramRuns()
    {
        var verdict = Examine();

        Assert.True(verdict.IsWhole, verdict.ToString());
        Assert.Equal(_storage.AuditReader.Head, verdict.Head);
        Assert.Equal(Entries, verdict.Entries);
    }

    [Theory]
    [InlineData("""UPDATE "AuditEntries" SET "Who" = 'eve' WHERE "Number" = 3""")]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Number" = 3""")]
    [InlineData("""INSERT OR REPLACE INTO "AuditEntries" SELECT "Number", "Time", 'eve', "Origin", "Action", "Subject", "Before", "After", "Previous", "Hash" FROM "AuditEntries" WHERE "Number" = 3""")]
    public void Table_AnythingButAppending_IsRefused(string sql)
    {
        var refusal = Assert.ThrowsAny<DbException>(() => _storage.Read(onServer ? sql.Replace(" OR REPLACE", "", StringComparison.Ordinal) : sql));

        Assert.Contains("append-only", refusal.Message, StringComparison.Ordinal);
        Assert.True(Examine().IsWhole);
    }

    [Theory]
    [InlineData("""UPDATE "AuditEntries" SET "Who" = 'eve' WHERE "Number" = 3""", AuditFlaw.Changed, 3)]
    [InlineData("""UPDATE "AuditEntries" SET "After" = NULL WHERE "Number" = 6""", AuditFlaw.Changed, 6)]
    [InlineData("""UPDATE "AuditEntries" SET "Time" = 'x', "Hash" = 'y' WHERE "Number" = 3""", AuditFlaw.Changed, 3)]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Number" = 3""", AuditFlaw.Missing, 3)]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Number" = 1""", AuditFlaw.Missing, 1)]
    [InlineData("""UPDATE "AuditEntries" SET "Number" = 99 WHERE "Number" = 2; UPDATE "AuditEntries" SET "Number" = 2 WHERE "Number" = 3; UPDATE "AuditEntries" SET "Number" = 3 WHERE "Number" = 99""", AuditFlaw.OutOfOrder, 2)]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Number" = 6""", AuditFlaw.CutTail, 6)]
    [InlineData("""DELETE FROM "AuditEntries" WHERE "Number" > 2""", AuditFlaw.CutTail, 3)]
    [InlineData("""DELETE FROM "AuditEntries" """, AuditFlaw.CutTail, 1)]
    public void Trail_RowsChangedBySql_IsBrokenThere(string sql, AuditFlaw flaw, long number)
    {
        // The server refuses what is none of a column's type.
        _storage.Attack(onServer ? sql.Replace("'x'", "0", StringComparison.Ordinal) : sql);

        var verdict = Examine();

        Assert.True((verdict.Flaw, verdict.Number) == (flaw, number), verdict.ToString());
    }

    [Fact]
    public void Trail_MadeAnewWithoutTheKey_IsFound()
    {
        _storage.Forge(new AuditKey(new byte[AuditKey.Length]));

        Assert.Equal(AuditFlaw.Recomputed, Examine().Flaw);
    }

    [Fact]
    public void Trail_MadeAnewWithKeyAndHead_IsFoundByAHeadKeptElsewhere()
    {
        var elsewhere = _storage.AuditReader.Head.Hash;
        Assert.True(Examine(elsewhere).IsWhole);

        var head = _storage.Forge(new AuditKey(File.ReadAllBytes(Path.Combine(_storage.Options.Path, "audit.key"))));
        Assert.Equal(AuditFlaw.HeadDiffers, Examine().Flaw);
        File.WriteAllText(Path.Combine(_storage.Options.Path, "audit.head"), head.ToString());

        Assert.True(Examine().IsWhole);
        Assert.Equal(AuditFlaw.HeadDiffers, Examine(elsewhere).Flaw);
    }

    [Fact]
    public async Task TailCut_WithAnOlderHeadPutBack_IsFoundByAHeadKeptElsewhere()
    {
        var elsewhere = _storage.AuditReader.Head.Hash;
        var older = (await _storage.AuditReader.ReadBeforeAsync(new AuditFilter(), before: 5, 1, CancellationToken.None))[0].Head;

        _storage.Attack("""DELETE FROM "AuditEntries" WHERE "Number" > 4""");
        await File.WriteAllTextAsync(Path.Combine(_storage.Options.Path, "audit.head"), older + "\n");

        Assert.True(Examine().IsWhole);
        Assert.True(Examine(older.Hash).IsWhole);
        Assert.Equal(AuditFlaw.HeadDiffers, Examine(elsewhere).Flaw);
    }

    [Fact]
    public async Task TailCut_ThenRestartedAndWrittenOn_StaysFound()
    {
        _storage.Attack("""DELETE FROM "AuditEntries" WHERE "Number" > 4""");
        await _storage.RestartAsync();
        await _storage.Audit.RecordAsync(new AuditFact(AuditAction.SignedOut, "later"), CancellationToken.None);

        var verdict = Examine();

        Assert.Equal((AuditFlaw.CutTail, 5), (verdict.Flaw, verdict.Number));
    }

    [Fact]
    public async Task TailCut_WhileTheProgramRuns_IsRecordedWithTheNextEntry()
    {
        _storage.Attack("""DELETE FROM "AuditEntries" WHERE "Number" > 4""");
        await _storage.Audit.RecordAsync(new AuditFact(AuditAction.SignedOut, "later"), CancellationToken.None);

        var newest = await _storage.AuditReader.ReadBeforeAsync(new AuditFilter(), null, 2, CancellationToken.None);

        Assert.Equal(["sign-out.succeeded", "audit.tail.lost"], newest.Select(entry => entry.Action));
        Assert.Contains("\"number\":6", newest[1].Before, StringComparison.Ordinal);
        Assert.Equal(AuditFlaw.CutTail, Examine().Flaw);
    }

    [Fact]
    public async Task Head_Removed_CannotBeCheckedAndAfterARestartIsFound()
    {
        File.Delete(Path.Combine(_storage.Options.Path, "audit.head"));
        var finding = AuditExamination.Run(_storage.Options, elsewhere: null);
        Assert.Null(finding.Verdict);
        Assert.Contains("audit.head", finding.Problem, StringComparison.Ordinal);

        await _storage.RestartAsync();

        Assert.Equal(AuditFlaw.CutTail, Examine().Flaw);
    }

    private AuditVerdict Examine(string? elsewhere = null)
    {
        var finding = AuditExamination.Run(_storage.Options, elsewhere);
        Assert.Null(finding.Problem);
        return finding.Verdict!;
    }
}

public sealed class AuditAttackOnSqliteTests() : AuditAttackTests(onServer: false);

public sealed class AuditAttackOnPostgresTests() : AuditAttackTests(onServer: true);
