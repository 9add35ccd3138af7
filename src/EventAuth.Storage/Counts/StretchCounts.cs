namespace EventAuth.Storage.Counts;

/// <summary>In SQLite: the counts of the complete segments, and the events that are in no segment yet.</summary>
internal sealed class StretchCounts : ICountRows
{
    // One statement is one view of the database: an event is either in a segment or after it.
    private const string All =
        """
        SELECT "Period", "Reason", "Customer", "CertificateId", "Action", "Count" FROM "DecisionCounts"
            WHERE "Width" = {0} AND "Period" >= {1} AND "Period" < {2}
        UNION ALL
        SELECT "ReceivedAt" / 1000 - "ReceivedAt" / 1000 % {0} AS "Period", "Reason", "Customer",
            coalesce("CertificateId", '') AS "CertificateId", coalesce("Action", '') AS "Action", sum("Count") AS "Count"
        FROM "Events" WHERE "Id" > (SELECT coalesce(max("LastEvent"), 0) FROM "DecisionStretches")
            AND "Customer" IS NOT NULL AND "ReceivedAt" >= {1} * 1000 AND "ReceivedAt" < {2} * 1000
        GROUP BY 1, 2, 3, 4, 5
        """;

    public IQueryable<CountRow> Read(EventAuthDbContext context, long width, long from, long until) =>
        context.Database.SqlQueryRaw<CountRow>(All, width, from, until);
}
