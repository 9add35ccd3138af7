using EventAuth.Storage.Counts;

namespace EventAuth.Storage.Retention;

/// <summary>
/// Brings counts that an earlier version wrote within the current limit: if a period has more counts by name than there is room for, the
/// smallest become part of <see cref="CountBounds.OtherNames"/>. No total ever changes.
/// </summary>
internal sealed class CountFolding(WriteSteps database)
{
    /// <summary>How many of the smallest are searched at once.</summary>
    private const int MostKeys = 10_000;

    private const string NextPeriod =
        """SELECT "Period" FROM "DecisionCounts" WHERE "Width" = $width AND "Period" > $period ORDER BY "Period" LIMIT 1""";

    private const string Named =
        """
        FROM "DecisionCounts" WHERE "Width" = $width AND "Period" = $period AND "Action" NOT IN ('', '*')
            AND typeof("Action") = 'text' AND typeof("CertificateId") = 'text'
        """;

    private const string HasMany = $"""SELECT 1 {Named} LIMIT 1 OFFSET $room""";

    private const string Smallest =
        $"""
        SELECT json_array("Reason", "Customer", "CertificateId", "Action") {Named} ORDER BY "Count" DESC LIMIT $most OFFSET $room
        """;

    private const string Those =
        $"""
        {Named} AND ("Reason", "Customer", "CertificateId", "Action") IN (
            SELECT "value" ->> 0, "value" ->> 1, "value" ->> 2, "value" ->> 3 FROM json_each($keys))
        """;

    private const string Fold =
        $"""
        INSERT INTO "DecisionCounts" ("Width", "Period", "Reason", "Customer", "CertificateId", "Action", "Count")
            SELECT $width, $period, "Reason", "Customer", "CertificateId", '*', sum("Count") {Those}
            GROUP BY "Reason", "Customer", "CertificateId"
            ON CONFLICT DO UPDATE SET "Count" = "Count" + excluded."Count";
        DELETE {Those}
        """;

    /// <summary>Processes all periods; each is read only up to the limit.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var (width, _) in CountBounds.Widths)
        {
            var period = -1L;
            while (database.ReadNumbers(NextPeriod, ("$width", width), ("$period", period)) is [var next])
            {
                period = next;
                (string, object)[] where =
                    [("$width", width), ("$period", period), ("$room", CountBounds.AllRoom), ("$most", MostKeys)];
                while (database.ReadNumbers(HasMany, where).Count > 0 && await FoldAsync(where, cancellation) > 0)
                {
                    // There may be more than are searched at once.
                }
            }
        }
    }

    private async Task<int> FoldAsync((string, object)[] where, CancellationToken cancellation)
    {
        var changed = 0;
        var keys = database.Read(Smallest, row => row.GetString(0), where);
        for (var done = 0; done < keys.Count;)
        {
            var step = keys.Skip(done).Take(database.Rows).ToList();
            changed += await database.WriteAsync(Fold, [.. where, ("$keys", $"[{string.Join(',', step)}]")], cancellation);
            done += step.Count;
        }

        return changed;
    }
}
