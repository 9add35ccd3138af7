using EventAuth.Storage.Counts;

namespace EventAuth.Storage.Retention;

/// <summary>
/// Brings counts that an earlier version wrote within the present bound: of a period with more counts by name than there is room for, the
/// smallest become part of <see cref="CountBounds.OtherNames"/>. No total changes, at any moment.
/// </summary>
internal sealed class CountFolding(WriteSteps database)
{
    private const string NextPeriod =
        """SELECT "Period" FROM "DecisionCounts" WHERE "Width" = $width AND "Period" > $period ORDER BY "Period" LIMIT 1""";

    private const string Named = """ FROM "DecisionCounts" WHERE "Width" = $width AND "Period" = $period AND "Action" NOT IN ('', '*') """;
    private const string HasMany = $"""SELECT 1 {Named} LIMIT 1 OFFSET $room""";
    private const string GreatestWithoutRoom = $"""SELECT "Count" {Named} ORDER BY "Count" DESC LIMIT 1 OFFSET $room""";

    private const string Key = """("Reason", "Customer", "CertificateId", "Action")""";
    private const string Part = $"""{Named} AND "Count" <= $greatest AND {Key} > ($reason, $customer, $certificate, $action) """;

    private const string NextKeys =
        $"""
        SELECT "Reason", "Customer", "CertificateId", "Action" {Part}
        ORDER BY "Reason", "Customer", "CertificateId", "Action" LIMIT $rows
        """;

    private const string UpTo = $"""{Part} AND {Key} <= ($lastReason, $lastCustomer, $lastCertificate, $lastAction) """;

    private const string Fold =
        $"""
        INSERT INTO "DecisionCounts" ("Width", "Period", "Reason", "Customer", "CertificateId", "Action", "Count")
            SELECT $width, $period, "Reason", "Customer", "CertificateId", '*', sum("Count") {UpTo}
            GROUP BY "Reason", "Customer", "CertificateId"
            ON CONFLICT DO UPDATE SET "Count" = "Count" + excluded."Count";
        DELETE {UpTo}
        """;

    /// <summary>Goes through all periods; each is read up to the bound and no further.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        foreach (var (width, _) in CountBounds.Widths)
        {
            var period = -1L;
            while (database.Read(NextPeriod, row => row.GetInt64(0), ("$width", width), ("$period", period)) is [var next])
            {
                period = next;
                (string, object)[] where = [("$width", width), ("$period", period), ("$room", CountBounds.AllRoom)];
                if (database.Read(HasMany, row => row.GetInt64(0), where).Count > 0
                    && database.Read(GreatestWithoutRoom, row => row.GetInt64(0), where) is [var greatest])
                {
                    await FoldAsync(width, period, greatest, cancellation);
                }
            }
        }
    }

    private async Task FoldAsync(long width, long period, long greatest, CancellationToken cancellation)
    {
        var last = (Reason: -1L, Customer: -2L, Certificate: "", Action: "");
        while (true)
        {
            (string, object)[] after =
            [
                ("$width", width), ("$period", period), ("$greatest", greatest),
                ("$reason", last.Reason), ("$customer", last.Customer), ("$certificate", last.Certificate), ("$action", last.Action),
            ];
            if (database.Read(
                NextKeys,
                row => (row.GetInt64(0), row.GetInt64(1), row.GetString(2), row.GetString(3)),
                [.. after, ("$rows", database.Rows)]) is not [.., var key])
            {
                return;
            }

            last = key;
            await database.WriteAsync(
                Fold,
                [
                    .. after,
                    ("$lastReason", last.Reason), ("$lastCustomer", last.Customer),
                    ("$lastCertificate", last.Certificate), ("$lastAction", last.Action),
                ],
                cancellation);
        }
    }
}
