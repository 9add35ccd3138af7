using EventAuth.Storage.Files;
using EventAuth.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace EventAuth.Storage.Backups;

/// <summary>
/// The database that a backup replaces. What people decided since the backup was made is taken over from it: who may sign in, API keys, the
/// policy with its certificates, the catalogue, ended and used tokens, the audit trail, and which customers were deleted. What customers
/// did is as in the backup.
/// </summary>
internal static class PresentDatabase
{
    // What the journal writes. The entries of the audit trail only grow.
    private static readonly HashSet<string> s_ofBackup = new(StringComparer.Ordinal)
    {
        "Events", "Rejections", "DecisionCounts", "DecisionStretches", "StretchDecisions", "RejectionSlots", "Activities", "ActivityRuns",
        "Profiles", "Identifiers", "ProfileLinks", "Erasures", "AuditEntries",
    };

    private const string SameInstallation =
        """SELECT count(*) FROM "Installation" b JOIN present."Installation" p ON p."EventIdKey" = b."EventIdKey" """;

    // The end of the backup's trail is an entry of the present one.
    private const string SameTrail =
        """
        SELECT count(*) FROM present."AuditEntries" p JOIN "AuditEntries" b ON b."Number" = p."Number" AND b."Hash" = p."Hash"
        WHERE b."Number" = (SELECT max("Number") FROM "AuditEntries")
        """;

    private const string Newer =
        """
        CREATE TEMP TABLE "NewlyErased" AS SELECT p."Identifier" FROM present."ErasedIdentifiers" p
        LEFT JOIN main."ErasedIdentifiers" b ON b."Identifier" = p."Identifier" AND b."ErasedAt" >= p."ErasedAt"
        WHERE b."Identifier" IS NULL
        """;

    private const string AppendEntries =
        """
        INSERT INTO main."AuditEntries" SELECT * FROM present."AuditEntries"
        WHERE "Number" > (SELECT max("Number") FROM main."AuditEntries") ORDER BY "Number"
        """;

    // A rejected event may name an identifier of theirs that no profile, or another one, had at the time of the backup.
    private const string ForgetRejections =
        """
        UPDATE "Rejections" SET "UuidHash" = NULL, "EmailHash" = NULL, "CustomIdHash" = NULL, "Payload" = NULL
        WHERE erased("UuidHash") IN (SELECT "Identifier" FROM "NewlyErased")
            OR erased("EmailHash") IN (SELECT "Identifier" FROM "NewlyErased")
            OR erased("CustomIdHash") IN (SELECT "Identifier" FROM "NewlyErased")
        """;

    /// <summary>Takes over what was decided since. Both have the form of this version.</summary>
    /// <param name="present">Where the database is that is replaced.</param>
    /// <param name="backup">The copy of the backup.</param>
    /// <param name="key">Of the audit trail.</param>
    /// <exception cref="StorageRefusedException">It cannot be read, or is not of the same installation.</exception>
    public static CarriedOver CarryOver(StorageOptions present, SqliteConnection backup, AuditKey key)
    {
        try
        {
            BackupFile.Run(backup, "ATTACH DATABASE $file AS present", ("$file", present.DatabaseFile));
            if (BackupFile.Number(backup, SameInstallation) != 1 || BackupFile.Number(backup, SameTrail) != 1)
            {
                throw new StorageRefusedException(
                    "The database eventauth.db there is not a later state of the backup. If the backup is the right one, move eventauth.db "
                    + "with its files eventauth.db-wal and eventauth.db-shm to another place, and restore again.");
            }

            BackupFile.Run(backup, "BEGIN IMMEDIATE");
            BackupFile.Run(backup, Newer);
            foreach (var (table, columns) in DecidedTables())
            {
                BackupFile.Run(
                    backup,
                    $"""DELETE FROM main."{table}"; INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM present."{table}" """);
            }

            backup.CreateFunction(
                "erased",
                (byte[]? hash) => hash is null ? null : Convert.FromHexString(key.HashOfErased(Convert.ToHexStringLower(hash))),
                isDeterministic: true);
            BackupFile.Run(backup, AppendEntries);
            BackupFile.Run(backup, ForgetRejections);
            var carried = new CarriedOver(ReadErased(backup), Lost(backup, "Events"), Lost(backup, "Profiles"));
            BackupFile.Run(backup, "COMMIT");
            BackupFile.Run(backup, "DETACH DATABASE present");
            return carried;
        }
        catch (SqliteException unreadable)
        {
            throw new StorageRefusedException(
                $"The database eventauth.db there cannot be read ({unreadable.Message}), so it is not known what was decided and which "
                + "customers were deleted since the backup. To restore without that, move eventauth.db with its files eventauth.db-wal and "
                + "eventauth.db-shm to another place, and restore again.");
        }
    }

    /// <summary>Moves its log into it and removes the log, so that it is one file, which can be replaced by another one.</summary>
    public static void CloseLog(StorageOptions options)
    {
        if (File.Exists(options.DatabaseFile))
        {
            using var connection = BackupFile.Connect(options.ConnectionString + ";Pooling=False");
            if (BackupFile.Text(connection, "PRAGMA journal_mode = DELETE") != "delete")
            {
                throw new StorageRefusedException("Another program reads the database eventauth.db there. Close that one first.");
            }
        }

        // Without its database a log is worthless, and beside another one it would destroy that.
        File.Delete(options.DatabaseFile + "-wal");
        File.Delete(options.DatabaseFile + "-shm");
    }

    private static List<(string Table, string Columns)> DecidedTables()
    {
        using var context = new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite("Data Source=:memory:").Options);
        return [.. context.Model.GetEntityTypes().Where(type => !s_ofBackup.Contains(type.GetTableName()!)).Select(type => (
            type.GetTableName()!, string.Join(", ", type.GetProperties().Select(property => $"\"{property.GetColumnName()}\""))))];
    }

    private static HashSet<string> ReadErased(SqliteConnection backup)
    {
        using var select = backup.CreateCommand();
        select.CommandText = """SELECT "Identifier" FROM "NewlyErased" """;
        using var row = select.ExecuteReader();
        var hashes = new HashSet<string>(StringComparer.Ordinal);
        while (row.Read())
        {
            hashes.Add(Convert.ToHexStringLower(row.GetFieldValue<byte[]>(0)));
        }

        return hashes;
    }

    private static long Lost(SqliteConnection backup, string table) => BackupFile.Number(
        backup, $"""SELECT count(*) FROM present."{table}" WHERE "Id" > (SELECT coalesce(max("Id"), 0) FROM main."{table}")""");
}

/// <summary>What was taken over from the database in place.</summary>
/// <param name="Erased">Hashes, in hexadecimal, of the identifiers of customers who were deleted since the backup.</param>
/// <param name="LostEvents">How many events were stored since.</param>
/// <param name="LostProfiles">How many profiles began since.</param>
internal sealed record CarriedOver(IReadOnlySet<string> Erased, long LostEvents, long LostProfiles);
