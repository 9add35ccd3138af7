using System.Text.Json;
using EventAuth.Core.Limits;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Files;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Retention;

/// <summary>
/// Deletes rejections, what they brought, and counts, each when its time is over. In steps of few rows with a pause after each, on its own
/// connection: the journal's writer waits for a step at most, a few milliseconds. Accepted events stay, as activities of their customers.
/// A clock that jumps ahead is believed after a day: what is deleted too early is lost.
/// </summary>
internal sealed partial class DecisionRetention(
    StorageOptions options, StorageFiles files, WriteTurns turns, TimeProvider time, ILogger<DecisionRetention> log)
    : PeriodicStorageWork(files, time, TimeSpan.FromMinutes(1))
{
    public const int PayloadDays = 7;

    /// <summary>How long a clock that jumped ahead must have stood there before something is deleted by it.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(1);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _time = time;
    private readonly DeletionClock _clock = new(time, Patience);
    private readonly AheadRows _aheadRejections = new();
    private readonly AheadRows _aheadPayloads = new();
    private bool _isFolded;

    public override async Task<int> RunAsync(CancellationToken cancellation)
    {
        await using var database = WriteSteps.Open(options, turns, _time);
        if (!_isFolded)
        {
            await new CountFolding(database).RunAsync(cancellation);
            _isFolded = true;
        }

        var steps = new RetentionSteps(database, _clock.GetUtcNow());
        var deleted = await RepeatAsync(() => steps.ForgetPayloadsAsync(PayloadDays, _aheadPayloads, cancellation), cancellation);
        deleted += await RepeatAsync(() => steps.DeleteCountsAsync(cancellation), cancellation);
        return options.RejectionDays == 0 ? deleted
            : deleted + await RepeatAsync(
                () => steps.DeleteRejectionsAsync(options.RejectionDays, _aheadRejections, cancellation), cancellation);
    }

    private async Task<int> RepeatAsync(Func<Task<int>> step, CancellationToken cancellation)
    {
        var deleted = 0;
        while (await step() is var rows and > 0)
        {
            deleted += rows;
            await Task.Delay(Pause, _time, cancellation);
        }

        return deleted;
    }

    [LoggerMessage(2005, LogLevel.Warning, "Rejections and counts whose time is over could not be deleted; it is tried again in a minute.")]
    protected override partial void Failed(Exception problem);
}

/// <summary>The steps of a deletion. Each looks at the oldest rows before it asks for the place for a writer, and deletes few.</summary>
internal sealed class RetentionSteps(WriteSteps database, DateTimeOffset now)
{
    public const int Rows = 200;

    private const string Oldest =
        """
        SELECT r."Id", coalesce(e."ReceivedAt", 0) FROM "Rejections" r LEFT JOIN "Events" e ON e."Id" = r."Id" WHERE r."Id" > $after
        """;

    private const string OldestRejections =
        $"""
        {Oldest} AND r."Id" <= (SELECT coalesce(max("LastEvent"), 0) FROM "DecisionStretches") ORDER BY r."Id" LIMIT $rows
        """;

    private const string OldestPayloads = $"""{Oldest} AND r."Payload" IS NOT NULL ORDER BY r."Id" LIMIT $rows""";

    private const string HasOldCounts = """SELECT 1 FROM "DecisionCounts" WHERE "Width" = $width AND "Period" < $bound LIMIT 1""";

    private const string DeleteOldCounts =
        """
        DELETE FROM "DecisionCounts" WHERE ("Width", "Period", "Reason", "Customer", "CertificateId", "Action") IN (
            SELECT "Width", "Period", "Reason", "Customer", "CertificateId", "Action" FROM "DecisionCounts"
            WHERE "Width" = $width AND "Period" < $bound LIMIT $rows)
        """;

    private const string InIds = """ WHERE "Id" IN (SELECT "value" FROM json_each($ids)) """;

    /// <summary>Deletes rejections older than so many days. Those in no stretch yet are still to be counted, and stay.</summary>
    public Task<int> DeleteRejectionsAsync(int days, AheadRows ahead, CancellationToken cancellation) => WriteAsync(
        $"""DELETE FROM "Events" {InIds}; DELETE FROM "Rejections" {InIds}""", IdsOf(OldestRejections, days, ahead), cancellation);

    /// <summary>Forgets what rejections brought that are older than so many days.</summary>
    public Task<int> ForgetPayloadsAsync(int days, AheadRows ahead, CancellationToken cancellation) => WriteAsync(
        $"""UPDATE "Rejections" SET "Payload" = NULL {InIds}""", IdsOf(OldestPayloads, days, ahead), cancellation);

    public async Task<int> DeleteCountsAsync(CancellationToken cancellation)
    {
        foreach (var (width, days) in CountBounds.Widths)
        {
            var bound = now.AddDays(-days).ToUnixTimeSeconds();
            if (database.Read(HasOldCounts, row => row.GetInt64(0), ("$width", width), ("$bound", bound)).Count > 0)
            {
                return await database.WriteAsync(DeleteOldCounts, [("$width", width), ("$bound", bound), ("$rows", Rows)], cancellation);
            }
        }

        return 0;
    }

    private async Task<int> WriteAsync(string sql, List<long> ids, CancellationToken cancellation) =>
        ids.Count == 0 ? 0 : await database.WriteAsync(sql, [("$ids", JsonSerializer.Serialize(ids))], cancellation);

    // The oldest stand first, so what comes after one that is young enough need not be looked at.
    private List<long> IdsOf(string sql, int days, AheadRows ahead)
    {
        var page = PageAfter(0, sql, days, ahead);
        if (page.Old.Count > 0 || !page.IsAhead)
        {
            return page.Old;
        }

        // Searched on from where the last search ended, until a row shows how old those before it are.
        do
        {
            ahead.SearchedUpTo = Math.Max(ahead.SearchedUpTo, page.Last);
            page = PageAfter(ahead.SearchedUpTo, sql, days, ahead);
        }
        while (page.Old.Count == 0 && page.IsAhead);

        if (page.Old.Count == 0)
        {
            return [];
        }

        (ahead.OldUpTo, ahead.SearchedUpTo) = (page.Old[^1], 0);
        return PageAfter(0, sql, days, ahead).Old;
    }

    // Which of the next rows are old, whether they end with one that is ahead, and the last one's id.
    private (List<long> Old, bool IsAhead, long Last) PageAfter(long after, string sql, int days, AheadRows ahead)
    {
        var bound = now.AddDays(-days).ToUnixTimeMilliseconds();
        var latest = (now + ClockSteps.Tolerance).ToUnixTimeMilliseconds();
        var (ids, old, isAhead) = (new List<long>(), 0, false);
        foreach (var (id, receivedAt) in database.Read(sql, row => (row.GetInt64(0), row.GetInt64(1)), ("$rows", Rows), ("$after", after)))
        {
            isAhead = receivedAt > latest && id > ahead.OldUpTo;
            var isOld = receivedAt < bound || id <= ahead.OldUpTo;
            if (!isOld && !isAhead)
            {
                break;
            }

            ids.Add(id);
            old = isOld ? ids.Count : old;
        }

        return (ids[..old], isAhead, ids.Count == 0 ? after : ids[^1]);
    }
}

/// <summary>
/// Rows that a clock which was ahead dated into the future. They stand before younger ones, which must not wait until that future has come.
/// How old they are is known from those after them: rows are numbered in the order in which they came.
/// </summary>
internal sealed class AheadRows
{
    /// <summary>Up to this id all rows were seen to be ahead; the search goes on behind it.</summary>
    public long SearchedUpTo { get; set; }

    /// <summary>Up to this id all rows are old, whatever they are dated.</summary>
    public long OldUpTo { get; set; }
}
