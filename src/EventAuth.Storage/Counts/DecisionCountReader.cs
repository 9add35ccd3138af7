using System.Text.Json;
using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Storage.Counts;

/// <summary>Adds up the counts of the complete segments, and the events that are in no segment yet.</summary>
internal sealed class DecisionCountReader(IDbContextFactory<EventAuthDbContext> contexts, TimeProvider time) : IDecisionCounts
{
    // Two spans: the requested one and the one before it.
    private const string InStretches =
        """
        SELECT "Period", "Reason", "Customer", "CertificateId", "Action", "Count" FROM "DecisionCounts"
        WHERE "Width" = {0} AND "Period" >= {1} AND "Period" < {2}
        """;

    private const string AfterStretches =
        """
        SELECT "ReceivedAt" / 1000 - "ReceivedAt" / 1000 % {0} AS "Period", "Reason", "Customer",
            coalesce("CertificateId", '') AS "CertificateId", coalesce("Action", '') AS "Action", sum("Count") AS "Count"
        FROM "Events" WHERE "Id" > (SELECT coalesce(max("LastEvent"), 0) FROM "DecisionStretches")
            AND "Customer" IS NOT NULL AND "ReceivedAt" >= {1} * 1000 AND "ReceivedAt" < {2} * 1000
        GROUP BY 1, 2, 3, 4, 5
        """;

    public async Task<DecisionOverview> ReadAsync(OverviewSpan span, CancellationToken cancellation)
    {
        var (width, periods) = ShapeOf(span);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var until = now - (now % width) + width;
        var from = until - (periods * width);
        await using var context = await contexts.CreateDbContextAsync(cancellation);

        // One statement is one view of the database: an event is either in a segment or after it.
        var rows = context.Database
            .SqlQueryRaw<CountRow>(InStretches + " UNION ALL " + AfterStretches, width, from - (periods * width), until)
            .AsAsyncEnumerable();
        var sums = new OverviewSums(from, width, periods);
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            sums.Add(row);
        }

        return sums.ToOverview();
    }

    public async Task<IReadOnlyDictionary<EventName, long>> CountByActionAsync(
        IReadOnlyCollection<EventName> names, DateTimeOffset since, CancellationToken cancellation)
    {
        var from = since.ToUnixTimeSeconds();
        from -= from % CountBounds.Hour;
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = context.Database.SqlQueryRaw<NameCount>(
            $$"""
            SELECT "Action", sum("Count") AS "Count" FROM ({{InStretches}} UNION ALL {{AfterStretches}})
            WHERE "Action" IN (SELECT "value" FROM json_each({3})) GROUP BY "Action"
            """,
            CountBounds.Hour, from, long.MaxValue / 1000, JsonSerializer.Serialize(names.Select(name => name.Value))).AsAsyncEnumerable();
        var counts = new Dictionary<EventName, long>();
        await foreach (var row in rows.WithCancellation(cancellation))
        {
            if (EventName.TryParse(row.Action, out var name))
            {
                counts.Add(name, row.Count);
            }
        }

        return counts;
    }

    private static (long Width, int Periods) ShapeOf(OverviewSpan span) => span switch
    {
        OverviewSpan.Hour => (CountBounds.Minute, 60),
        OverviewSpan.Day => (CountBounds.Hour, 24),
        OverviewSpan.Week => (CountBounds.SixHours, 28),
        OverviewSpan.Month => (CountBounds.Day, 30),
    };
}

/// <summary>A count as it is read.</summary>
internal sealed record CountRow(long Period, long Reason, long Customer, string CertificateId, string Action, long Count);

/// <summary>How often events of a name arrived.</summary>
internal sealed record NameCount(string Action, long Count);
