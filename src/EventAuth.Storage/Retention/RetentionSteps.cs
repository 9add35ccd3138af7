using EventAuth.Core.Limits;
using EventAuth.Storage.Counts;

namespace EventAuth.Storage.Retention;

/// <summary>The steps of a deletion. Each looks at the oldest rows before it asks for the turn to write, and deletes few.</summary>
internal sealed class RetentionSteps(WriteSteps database, DateTimeOffset now)
{
    public const int Rows = 200;

    private const string Oldest =
        """
        SELECT r."Id", coalesce(e."ReceivedAt", 0) FROM "Rejections" r LEFT JOIN "Events" e ON e."Id" = r."Id" WHERE r."Id" > $after
        """;

    private const string OldestRejections =
        $"""
        {Oldest} AND r."Id" <= (SELECT coalesce(max("LastEvent"), 0) FROM "DecisionStretches") ORDER BY r."Id" LIMIT $most
        """;

    private const string OldestPayloads = $"""{Oldest} AND r."Payload" IS NOT NULL ORDER BY r."Id" LIMIT $most""";

    private const string HasOldCounts = """SELECT 1 FROM "DecisionCounts" WHERE "Width" = $width AND "Period" < $bound LIMIT 1""";

    private const string DeleteOldCounts =
        """
        DELETE FROM "DecisionCounts" WHERE ("Width", "Period", "Reason", "Customer", "CertificateId", "Action") IN (
            SELECT "Width", "Period", "Reason", "Customer", "CertificateId", "Action" FROM "DecisionCounts"
            WHERE "Width" = $width AND "Period" < $bound LIMIT $most)
        """;

    /// <summary>Deletes rejections older than this many days. Those in no segment yet are not counted yet, and stay.</summary>
    public Task<int> DeleteRejectionsAsync(int days, FutureRows ahead, CancellationToken cancellation) => WriteAsync(
        $"""DELETE FROM "Events" {WriteSteps.InIds}; DELETE FROM "Rejections" {WriteSteps.InIds}""",
        IdsOf(OldestRejections, days, ahead),
        cancellation);

    /// <summary>Deletes the contents of rejections older than this many days.</summary>
    public Task<int> ForgetPayloadsAsync(int days, FutureRows ahead, CancellationToken cancellation) => WriteAsync(
        $"""UPDATE "Rejections" SET "Payload" = NULL {WriteSteps.InIds}""", IdsOf(OldestPayloads, days, ahead), cancellation);

    public async Task<int> DeleteCountsAsync(CancellationToken cancellation)
    {
        foreach (var (width, days) in CountBounds.Widths)
        {
            var bound = now.AddDays(-days).ToUnixTimeSeconds();
            if (database.ReadNumbers(HasOldCounts, ("$width", width), ("$bound", bound)).Count > 0)
            {
                return await database.WriteAsync(DeleteOldCounts, [("$width", width), ("$bound", bound), ("$most", Rows)], cancellation);
            }
        }

        return 0;
    }

    private async Task<int> WriteAsync(string sql, List<long> ids, CancellationToken cancellation) =>
        ids.Count == 0 ? 0 : await database.WriteAsync(sql, ids, cancellation);

    // The oldest come first, so what comes after one that is young enough need not be checked.
    private List<long> IdsOf(string sql, int days, FutureRows ahead)
    {
        var page = PageAfter(0, sql, days, ahead);
        if (page.Old.Count > 0 || !page.IsAhead)
        {
            return page.Old;
        }

        // Continues where the last search ended, until a row shows how old those before it are.
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

    // Which of the next rows are old, whether the last one is dated ahead, and the last one's id.
    private (List<long> Old, bool IsAhead, long Last) PageAfter(long after, string sql, int days, FutureRows ahead)
    {
        var bound = now.AddDays(-days).ToUnixTimeMilliseconds();
        var latest = (now + ClockSteps.Tolerance).ToUnixTimeMilliseconds();
        var (ids, old, isAhead) = (new List<long>(), 0, false);
        foreach (var (id, receivedAt) in database.Read(sql, row => (row.GetInt64(0), row.GetInt64(1)), ("$most", Rows), ("$after", after)))
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
