using EventAuth.Storage.Statements;
using SQLitePCL;

namespace EventAuth.Storage.Counts;

/// <summary>The statements with which the journal's writer keeps the counts. They belong to its connection and go with it.</summary>
internal sealed class CountStatements(sqlite3 handle) : IDisposable
{
    /// <summary>Adds to a count.</summary>
    public SqliteStatement AddCount { get; } = new(handle,
        """
        INSERT INTO "DecisionCounts" ("Width", "Period", "Reason", "Customer", "CertificateId", "Action", "Count") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
        ON CONFLICT DO UPDATE SET "Count" = "Count" + ?7
        """);

    public SqliteStatement InsertStretch { get; } = new(handle, """INSERT INTO "DecisionStretches" ("Number", "LastEvent", "Indexed") VALUES (?1, ?2, ?3)""");

    public SqliteStatement InsertDecisions { get; } = new(handle,
        """INSERT INTO "StretchDecisions" ("Stretch", "Reason", "Action", "CertificateId", "Places") VALUES (?1, ?2, ?3, ?4, ?5)""");

    public SqliteStatement SeeEvent { get; } = new(handle, """UPDATE "Catalog" SET "LastSeenAt" = max(coalesce("LastSeenAt", 0), ?2) WHERE "Action" = ?1""");

    public SqliteStatement LastStretch { get; } = new(handle, """SELECT coalesce(max("Number"), 0), coalesce(max("LastEvent"), 0) FROM "DecisionStretches" """);

    public SqliteStatement EventsAfter { get; } = new(handle,
        """SELECT "Id", "ReceivedAt", "Reason", "Customer", "CertificateId", "Action", "Count" FROM "Events" WHERE "Id" > ?1 ORDER BY "Id" """);

    public SqliteStatement CountedOfFile { get; } = new(handle, """SELECT "Slot", "Counted" FROM "RejectionSlots" WHERE "File" = ?1""");

    public SqliteStatement DeleteOtherFiles { get; } = new(handle, """DELETE FROM "RejectionSlots" WHERE "File" <> ?1""");

    public SqliteStatement SetCounted { get; } = new(handle,
        """INSERT INTO "RejectionSlots" ("File", "Slot", "Counted") VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET "Counted" = ?3""");

    /// <summary>Adds to the counts of each width.</summary>
    public void Add(in DecisionKind kind, string action, long count)
    {
        foreach (var (width, _) in CountWidths.All)
        {
            AddCount.Bind(1, width).Bind(2, kind.Period - (kind.Period % width)).Bind(3, (long)kind.Reason).Bind(4, (long?)kind.Customer ?? -1)
                .Bind(5, kind.CertificateId ?? "").Bind(6, action).Bind(7, count).Run();
        }
    }

    public void Dispose()
    {
        foreach (var statement in (SqliteStatement[])[AddCount, InsertStretch, InsertDecisions, SeeEvent, LastStretch, EventsAfter, CountedOfFile, DeleteOtherFiles, SetCounted])
        {
            statement.Dispose();
        }
    }
}
