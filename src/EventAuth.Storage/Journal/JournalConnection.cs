using EventAuth.Storage.Counts;
using EventAuth.Storage.Database;
using EventAuth.Storage.Statements;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventAuth.Storage.Journal;

/// <summary>The writer's own connection, with the statements it needs. Used by one thread at a time.</summary>
internal sealed class JournalConnection : IDisposable
{
    /// <summary>How many activities <see cref="InsertActivities"/> takes: the table's end is found once for all of them.</summary>
    public const int RowsAtOnce = 32;

    private const string InsertIntoActivities =
        """INSERT INTO "Activities" ("Run", "ProfileId", "Time", "ReceivedAt", "EventId") VALUES """;

    private readonly List<SqliteStatement> _statements = [];

    public JournalConnection(StorageOptions options)
    {
        Batteries_V2.Init();

        // One thread at a time is our own doing, so the database need not lock itself against others with each call.
        var opened = raw.sqlite3_open_v2(options.DatabaseFile, out var handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        Handle = handle;
        try
        {
            if (opened != raw.SQLITE_OK)
            {
                throw new SqliteException("The database cannot be opened: " + raw.sqlite3_errstr(opened).utf8_to_string(), opened);
            }

            raw.sqlite3_busy_timeout(Handle, (int)options.WriterPatience.TotalMilliseconds);

            // FULL: a commit returns after the log is synced to disk; only then is an event answered.
            Prepare("PRAGMA synchronous = FULL").Run();

            // What is deleted or moved is overwritten with zeros, so that what is erased later has no copy in the gaps of other pages.
            Prepare("PRAGMA secure_delete = ON").Run();

            // Moving the log into the database is the checkpointer's work; the pages that events look up stay at hand (in KiB).
            Prepare("PRAGMA wal_autocheckpoint = 0").Run();
            Prepare("PRAGMA cache_size = -32768").Run();
            Prepare("PRAGMA journal_size_limit = 134217728").Run();
            Begin = Prepare("BEGIN IMMEDIATE");
            Commit = Prepare("COMMIT");
            SelectProfile = Prepare(
                """
                SELECT p."Id", p."Uuid", p."Email", p."EmailProven", p."CustomId", p."CustomIdProven", p."Attributes", p."CreatedAt",
                    p."Unproven", i."Proven"
                FROM "Identifiers" i JOIN "Profiles" p ON p."Id" = i."ProfileId" WHERE i."Kind" = ?1 AND i."Value" = ?2
                """);
            SelectUuids = Prepare("""SELECT "Value" FROM "Identifiers" WHERE "ProfileId" = ?1 AND "Kind" = 1""");
            InsertProfile = Prepare(
                """
                INSERT INTO "Profiles" ("Id", "Uuid", "Email", "EmailProven", "CustomId", "CustomIdProven",
                    "Attributes", "CreatedAt", "Unproven")
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
                ON CONFLICT ("Id") DO UPDATE SET "Uuid" = ?2, "Email" = ?3, "EmailProven" = ?4, "CustomId" = ?5, "CustomIdProven" = ?6,
                    "Attributes" = ?7, "CreatedAt" = ?8, "Unproven" = ?9
                """);
            MergeProfile = Prepare("""UPDATE "Profiles" SET "MergedInto" = ?2 WHERE "Id" = ?1 OR "MergedInto" = ?1""");
            SetIdentifier = Prepare(
                """INSERT OR REPLACE INTO "Identifiers" ("Kind", "Value", "ProfileId", "Proven") VALUES (?1, ?2, ?3, ?4)""");
            DeleteIdentifier = Prepare("""DELETE FROM "Identifiers" WHERE "Kind" = ?1 AND "Value" = ?2""");
            InsertLink = Prepare(
                """
                INSERT INTO "ProfileLinks" ("Id", "ProfileId", "Kind", "Value", "EventId", "LinkedAt", "Proof")
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                """);
            SelectEvent = Prepare("""SELECT "NotKept", "Conflict" FROM "Events" WHERE "EventId" = ?1""");
            InsertEvent = Prepare(
                """
                INSERT INTO "Events" ("Id", "ReceivedAt", "Reason", "Count", "Action", "PolicyVersion", "CertificateId",
                    "EventId", "ProfileId", "Label", "Time", "OriginalTime", "Params", "ProfileUpdated", "Conflict", "Customer", "NotKept")
                VALUES (?1, ?2, ?3, 1, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)
                """);
            InsertRejection = Prepare(
                """
                INSERT INTO "Events" ("Id", "ReceivedAt", "Reason", "Cause", "Count", "Action", "PolicyVersion", "CertificateId",
                    "ProfileUpdated", "Conflict", "Customer")
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 0, 0, ?9)
                """);
            InsertRejectionDetails = Prepare(
                """
                INSERT INTO "Rejections" ("Id", "UuidHash", "EmailHash", "CustomIdHash", "Origin", "Sdk", "ExpiredSeconds", "Payload")
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                """);
            InsertActivity = Prepare(InsertIntoActivities + "(?, ?, ?, ?, ?)");
            InsertActivities = Prepare(InsertIntoActivities + string.Join(", ", Enumerable.Repeat("(?, ?, ?, ?, ?)", RowsAtOnce)));
            InsertRun = Prepare("""INSERT INTO "ActivityRuns" ("Run", "LastEvent") VALUES (?1, ?2)""");
            DeleteUnfinishedRuns = Prepare("""DELETE FROM "Activities" WHERE "Run" > ?1""");
            SelectActivitiesSince = Prepare(
                """
                SELECT "Id", "ProfileId", "Time", "ReceivedAt", "EventId" FROM "Events"
                WHERE "Id" > ?1 AND "EventId" IS NOT NULL ORDER BY "Id"
                """);
            DiscoverEvent = Prepare(
                """
                INSERT INTO "Catalog" ("Action", "DisplayName", "Description", "Category", "Source", "LastSeenAt")
                VALUES (?1, ?2, '', '', ?3, ?4)
                ON CONFLICT ("Action") DO UPDATE SET "LastSeenAt" = max(coalesce("LastSeenAt", 0), ?4)
                """);
            SelectUsedToken = Prepare("""SELECT 1 FROM "UsedTokens" WHERE "Expires" = ?1 AND "TokenId" = ?2""");
            InsertUsedToken = Prepare("""INSERT INTO "UsedTokens" ("Expires", "TokenId") VALUES (?1, ?2)""");
            DeleteUsedTokens = Prepare("""DELETE FROM "UsedTokens" WHERE "Expires" < ?1""");
            Counts = new CountStatements(Handle);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public sqlite3 Handle { get; }

    public SqliteStatement Begin { get; }

    public SqliteStatement Commit { get; }

    public SqliteStatement SelectProfile { get; }

    public SqliteStatement SelectUuids { get; }

    /// <summary>Writes a profile, new or changed.</summary>
    public SqliteStatement InsertProfile { get; }

    public SqliteStatement MergeProfile { get; }

    public SqliteStatement SetIdentifier { get; }

    public SqliteStatement DeleteIdentifier { get; }

    public SqliteStatement InsertLink { get; }

    public SqliteStatement SelectEvent { get; }

    public SqliteStatement InsertEvent { get; }

    public SqliteStatement InsertRejection { get; }

    public SqliteStatement InsertRejectionDetails { get; }

    public SqliteStatement InsertActivity { get; }

    public SqliteStatement InsertActivities { get; }

    public SqliteStatement InsertRun { get; }

    public SqliteStatement DeleteUnfinishedRuns { get; }

    public SqliteStatement SelectActivitiesSince { get; }

    public SqliteStatement DiscoverEvent { get; }

    public SqliteStatement SelectUsedToken { get; }

    public SqliteStatement InsertUsedToken { get; }

    public SqliteStatement DeleteUsedTokens { get; }

    public CountStatements Counts { get; }

    /// <summary>Moves what is in the log into the database, where that can be done at all.</summary>
    public void TryCheckpoint()
    {
        try
        {
            using var checkpoint = new SqliteStatement(Handle, "PRAGMA wal_checkpoint(PASSIVE)");
            checkpoint.Run();
        }
        catch (SqliteException)
        {
            // The files have gone, which is told already.
        }
    }

    /// <summary>The greatest id of a table, 0 when it is empty.</summary>
    public long GreatestId(string table)
    {
        using var statement = new SqliteStatement(Handle, $"""SELECT coalesce(max("Id"), 0) FROM "{table}" """);
        statement.Step();
        return statement.Integer(0);
    }

    /// <summary>
    /// The greatest id of a profile, be it one that was deleted and of which something is still to be erased: its id is not given to
    /// another.
    /// </summary>
    public long GreatestProfile()
    {
        using var statement = new SqliteStatement(Handle, """SELECT coalesce(max("ProfileId"), 0) FROM "Erasures" """);
        statement.Step();
        return Math.Max(statement.Integer(0), GreatestId("Profiles"));
    }

    /// <summary>The last complete run of activities, 0 when there is none.</summary>
    /// <param name="lastEvent">The last event that the runs hold.</param>
    public long LastRun(out long lastEvent)
    {
        using var statement = new SqliteStatement(
            Handle, """SELECT coalesce(max("Run"), 0), coalesce(max("LastEvent"), 0) FROM "ActivityRuns" """);
        statement.Step();
        lastEvent = statement.Integer(1);
        return statement.Integer(0);
    }

    /// <summary>The key under which event ids are made.</summary>
    public byte[] EventIdKey()
    {
        using var statement = new SqliteStatement(Handle, """SELECT "EventIdKey" FROM "Installation" """);
        statement.Step();
        return statement.Bytes(0);
    }

    public void Dispose()
    {
        foreach (var statement in _statements)
        {
            statement.Dispose();
        }

        Counts?.Dispose();
        Handle.Dispose();
    }

    private SqliteStatement Prepare(string sql)
    {
        var statement = new SqliteStatement(Handle, sql);
        _statements.Add(statement);
        return statement;
    }
}
