using System.Data.Common;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Files;
using EventAuth.Storage.Postgres;
using EventAuth.Storage.Protection;
using EventAuth.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventAuth.Storage.Copying;

/// <summary>
/// Copies an installation from a folder with the embedded database to PostgreSQL, or back: all rows, the keys, and the files beside the
/// database. The source is only read. The target is marked until everything is in it and was compared.
/// </summary>
public static class InstallationCopy
{
    private static readonly string[] s_files = ["audit.key", "audit.head", "rejections.counts"];

    /// <summary>Copies, and compares. The folders of both are locked by the caller; that of the target is empty.</summary>
    /// <param name="from">Where it is.</param>
    /// <param name="to">Where it shall be.</param>
    /// <exception cref="StorageRefusedException">
    /// The source is in use, damaged or of another version, or the target is not empty. The target has no rows then.
    /// </exception>
    public static async Task<CopyReport> RunAsync(
        StorageOptions from, StorageOptions to, TimeProvider time, CancellationToken cancellation)
    {
        var key = new AuditFiles(from).ReadKey() ?? throw new StorageRefusedException(
            $"The file audit.key of {AuditKey.Length} bytes is missing in {from.Path}. Put it back from where it is kept.");
        var tables = Tables();
        await using var source = Open(from, time);
        await using var target = Open(to, time);
        await source.OpenAsSourceAsync(tables, cancellation);
        var facts = await source.ReadFactsAsync(cancellation);
        await target.OpenAsTargetAsync(facts, cancellation);
        var read = new Dictionary<CopiedTable, RowDigest>();
        foreach (var table in tables)
        {
            read.Add(table, new RowDigest());
            await target.WriteAsync(table, rows => ReadAsync(source, table, cancellation, rows, read[table]), cancellation);
        }

        var keys = source.ReadKeys(key);
        target.WriteKeys(keys, key);
        foreach (var name in s_files.Where(name => File.Exists(Path.Combine(from.Path, name))))
        {
            SyncedFile.Replace(Path.Combine(to.Path, name), await File.ReadAllBytesAsync(Path.Combine(from.Path, name), cancellation));
        }

        // Before the target adds to some of them.
        var compared = await CompareAsync(target, read, cancellation);
        await target.RemakeAsync(facts, key, cancellation);
        var report = new CopyReport(
            compared,
            await CompareReasonsAsync(source, target, facts, cancellation),
            keys.Count,
            target.ReadKeys(key).Count,
            AuditExamination.Run(from, elsewhere: null),
            AuditExamination.Run(to, elsewhere: null));
        if (report.IsEqual)
        {
            await target.CompleteAsync(cancellation);
        }

        return report;
    }

    /// <summary>Why a copy ended, in a sentence.</summary>
    public static string Explain(StorageOptions from, StorageOptions to, Exception problem)
    {
        var isSqlite = problem is SqliteException || problem.InnerException is SqliteException;
        var side = (from.Server is null) == isSqlite ? from : to;
        return side.Server is null ? SqliteDatabase.Explain(side, problem) : PostgresDatabase.Explain(side, problem);
    }

    internal static List<CopiedTable> Tables()
    {
        using var sqlite = SqliteSide.NewContext("Data Source=:memory:");
        using var postgres = new PostgresDbContext(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql("Host=none").Options);
        return CopiedTables.Of(sqlite, postgres);
    }

    private static ICopySide Open(StorageOptions options, TimeProvider time) =>
        options.Server is null ? new SqliteSide(options) : new PostgresSide(options, time);

    private static async Task ReadAsync(
        ICopySide side, CopiedTable table, CancellationToken cancellation, params IReadOnlyList<IRowTarget> targets)
    {
        await using var select = side.Select(table);
        await TableRows.ReadAsync(select, table.Columns, cancellation, targets);
    }

    private static async Task<List<ComparedTable>> CompareAsync(
        ICopySide target, Dictionary<CopiedTable, RowDigest> read, CancellationToken cancellation)
    {
        var compared = new List<ComparedTable>();
        foreach (var (table, source) in read)
        {
            var found = new RowDigest();
            await ReadAsync(target, table, cancellation, found);
            compared.Add(new ComparedTable(table.Name, source.Rows, found.Rows, found.IsSameAs(source)));
        }

        return compared;
    }

    private static async Task<List<ComparedReason>> CompareReasonsAsync(
        ICopySide source, ICopySide target, SourceFacts facts, CancellationToken cancellation)
    {
        var (there, here) = (
            await ReasonsAsync(source, facts.CountedUpTo, cancellation), await ReasonsAsync(target, long.MaxValue, cancellation));
        return [.. there.Keys.Union(here.Keys).Order()
            .Select(reason => new ComparedReason(reason, there.GetValueOrDefault(reason), here.GetValueOrDefault(reason)))];
    }

    private static async Task<Dictionary<DecisionReason, CountedReason>> ReasonsAsync(
        ICopySide side, long countedUpTo, CancellationToken cancellation)
    {
        await using var command = side.Ask(
            $"""
            SELECT "Reason", CAST(sum("Rows") AS bigint), CAST(sum("Counted") AS bigint) FROM (
                SELECT "Reason", count(*) AS "Rows", 0 AS "Counted" FROM "Events" GROUP BY "Reason"
                UNION ALL SELECT "Reason", 0, sum("Count") FROM "DecisionCounts" WHERE "Width" = 86400 GROUP BY "Reason"
                UNION ALL SELECT "Reason", 0, sum("Count") FROM "Events"
                    WHERE "Id" > {countedUpTo} AND "Customer" IS NOT NULL GROUP BY "Reason") k
            GROUP BY "Reason"
            """);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        var reasons = new Dictionary<DecisionReason, CountedReason>();
        while (await row.ReadAsync(cancellation))
        {
            reasons.Add((DecisionReason)row.GetInt64(0), new CountedReason(row.GetInt64(1), row.GetInt64(2)));
        }

        return reasons;
    }
}
