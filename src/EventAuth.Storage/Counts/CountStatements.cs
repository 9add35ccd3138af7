using EventAuth.Storage.Statements;
using SQLitePCL;

namespace EventAuth.Storage.Counts;

/// <summary>The statements with which the journal's writer keeps the counts. They belong to its connection and go with it.</summary>
internal sealed class CountStatements(sqlite3 handle) : IDisposable
{
    /// <summary>Adds to a count.</summary>
    public SqliteStatement AddCount { get; } = new(handle,
        """
        INSERT INTO "DecisionCounts" ("Width", "Period", "Reason", "Customer", "CertificateId", "Action", "Count")
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO UPDATE SET "Count" = "Count" + ?7
        """);

    /// <summary>Adds to a count that is there; gives a row then, and none where it is not.</summary>
    public SqliteStatement AddToCount { get; } = new(handle,
        """
        UPDATE "DecisionCounts" SET "Count" = "Count" + ?7
        WHERE "Width" = ?1 AND "Period" = ?2 AND "Reason" = ?3 AND "Customer" = ?4 AND "CertificateId" = ?5 AND "Action" = ?6 RETURNING 1
        """);

    /// <summary>The names of a period's counts, a row for each count, up to a number of them.</summary>
    public SqliteStatement NamesOfPeriod { get; } = new(handle,
        """SELECT "Action" FROM "DecisionCounts" WHERE "Width" = ?1 AND "Period" = ?2 AND "Action" NOT IN ('', '*') LIMIT ?3""");

    public SqliteStatement InsertStretch { get; } = new(handle,
        """INSERT INTO "DecisionStretches" ("Number", "LastEvent", "Indexed") VALUES (?1, ?2, ?3)""");

    public SqliteStatement InsertDecisions { get; } = new(handle,
        """INSERT INTO "StretchDecisions" ("Stretch", "Reason", "Action", "CertificateId", "Places") VALUES (?1, ?2, ?3, ?4, ?5)""");

    public SqliteStatement SeeEvent { get; } = new(handle,
        """UPDATE "Catalog" SET "LastSeenAt" = max(coalesce("LastSeenAt", 0), ?2) WHERE "Action" = ?1""");

    public SqliteStatement LastStretch { get; } = new(handle,
        """SELECT coalesce(max("Number"), 0), coalesce(max("LastEvent"), 0) FROM "DecisionStretches" """);

    public SqliteStatement EventsAfter { get; } = new(handle,
        """
        SELECT "Id", "ReceivedAt", "Reason", "Customer", "CertificateId", "Action", "Count"
        FROM "Events" WHERE "Id" > ?1 ORDER BY "Id"
        """);

    public SqliteStatement CountedOfFile { get; } = new(handle, """SELECT "Slot", "Counted" FROM "RejectionSlots" WHERE "File" = ?1""");

    public SqliteStatement DeleteOtherFiles { get; } = new(handle, """DELETE FROM "RejectionSlots" WHERE "File" <> ?1""");

    public SqliteStatement SetCounted { get; } = new(handle,
        """INSERT INTO "RejectionSlots" ("File", "Slot", "Counted") VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET "Counted" = ?3""");

    public void Dispose()
    {
        SqliteStatement[] all =
        [
            AddCount, AddToCount, NamesOfPeriod, InsertStretch, InsertDecisions, SeeEvent,
            LastStretch, EventsAfter, CountedOfFile, DeleteOtherFiles, SetCounted,
        ];
        foreach (var statement in all)
        {
            statement.Dispose();
        }
    }
}
