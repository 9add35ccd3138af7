using EventAuth.Storage.Audit;
using EventAuth.Storage.Files;
using EventAuth.Storage.Protection;
using Microsoft.Data.Sqlite;

namespace EventAuth.Storage.Backups;

/// <summary>
/// A backup: a database of SQLite with all tables of the installation, and two more, which say when it was made and hold the keys of the
/// folder. The keys are encrypted under a key that follows from <c>audit.key</c>, which is not in it: a stolen backup opens no second
/// factor and no content of a rejected event.
/// </summary>
public static class BackupFile
{
    private const string Own =
        """
        CREATE TABLE "Backup" ("CreatedAt" INTEGER NOT NULL);
        CREATE TABLE "BackupKeys" ("Name" TEXT PRIMARY KEY, "Content" BLOB NOT NULL, "CreatedAt" INTEGER NOT NULL);
        """;

    /// <summary>
    /// Makes a backup of the embedded database as it is at one moment, whether the program runs or not. The file has its name only when
    /// it is complete and on the disk.
    /// </summary>
    /// <param name="options">Where the installation is.</param>
    /// <param name="file">The file, which does not exist yet.</param>
    /// <exception cref="StorageRefusedException">There is no such installation, or there is such a file.</exception>
    public static BackupSummary Write(StorageOptions options, string file, TimeProvider time)
    {
        RefuseServer(options);
        var key = new AuditFiles(options).ReadKey();
        if (key is null || !File.Exists(options.DatabaseFile))
        {
            throw new StorageRefusedException("There is no database eventauth.db with its audit.key there.");
        }

        if (File.Exists(file))
        {
            throw new StorageRefusedException($"The file {file} is there already. Name a new one.");
        }

        var unfinished = file + ".unfinished";
        File.Delete(unfinished);
        try
        {
            PrivateFiles.Open(unfinished, FileMode.CreateNew, FileAccess.Write, FileShare.Read).Dispose();
            var at = time.GetUtcNow();
            using (var database = Connect($"{options.ConnectionString};Pooling=False"))
            {
                if (Number(database, IncompleteCopy.InSqlite) > 0)
                {
                    throw new StorageRefusedException("The database is the target of a copy that is not complete.");
                }

                // What was erased is in no unused part of the new file: it gets what is in use, and nothing else.
                Run(database, "VACUUM INTO $file", ("$file", unfinished));
            }

            var summary = Complete(unfinished, KeyDocument.ReadAll(options), new KeyCipher(key.Derive(KeyCipher.Purpose)), at);
            SyncedFile.Move(unfinished, file);
            return summary with { Bytes = new FileInfo(file).Length };
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <summary>Throws <see cref="StorageRefusedException"/> for PostgreSQL, which has tools of its own.</summary>
    public static void RefuseServer(StorageOptions options)
    {
        if (options.Server is not null)
        {
            throw new StorageRefusedException(
                "Storage:Provider is PostgreSql. Back up and restore it with its own tools: docs/operations.md has the commands.");
        }
    }

    /// <summary>Takes what a copy of a backup has beside the tables of the installation out of it.</summary>
    /// <exception cref="StorageRefusedException">It is no backup, or it is damaged.</exception>
    internal static TakenBackup Take(StorageOptions work)
    {
        try
        {
            using var copy = Connect(work.ConnectionString + ";Pooling=False");
            if (Number(copy, """SELECT count(*) FROM sqlite_master WHERE "name" IN ('Backup', 'BackupKeys') AND "type" = 'table'""") == 2
                && Text(copy, "PRAGMA integrity_check(1)") == "ok")
            {
                var at = StoredTime.Of(Number(copy, """SELECT "CreatedAt" FROM "Backup" """));
                using var select = copy.CreateCommand();
                select.CommandText = """SELECT "Name", "Content", "CreatedAt" FROM "BackupKeys" """;
                var keys = new List<(string, byte[], DateTimeOffset)>();
                using (var row = select.ExecuteReader())
                {
                    while (row.Read())
                    {
                        keys.Add((row.GetString(0), row.GetFieldValue<byte[]>(1), StoredTime.Of(row.GetInt64(2))));
                    }
                }

                Run(copy, """DROP TABLE "Backup"; DROP TABLE "BackupKeys";""");
                return new TakenBackup(at, keys);
            }
        }
        catch (SqliteException)
        {
            // Damaged, or no database at all.
        }

        throw new StorageRefusedException("The file is not a backup of this program, or it is damaged. Nothing was changed.");
    }

    internal static SqliteConnection Connect(string connection)
    {
        var opened = new SqliteConnection(connection);
        opened.Open();
        Run(opened, "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY");
        return opened;
    }

    internal static int Run(SqliteConnection connection, string sql, params ReadOnlySpan<(string Name, object Value)> values)
    {
        using var command = CommandOf(connection, sql);
        foreach (var (name, value) in values)
        {
            command.Parameters.AddWithValue(name, value);
        }

        return command.ExecuteNonQuery();
    }

    internal static long Number(SqliteConnection connection, string sql)
    {
        using var command = CommandOf(connection, sql);
        return command.ExecuteScalar() as long? ?? 0;
    }

    internal static string? Text(SqliteConnection connection, string sql)
    {
        using var command = CommandOf(connection, sql);
        return command.ExecuteScalar() as string;
    }

    private static SqliteCommand CommandOf(SqliteConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Our own statements.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.CommandTimeout = 0;
        return command;
    }

    private static BackupSummary Complete(string file, List<KeyDocument> keys, KeyCipher cipher, DateTimeOffset at)
    {
        // Its commit is synced, and with it all that was written before.
        using var backup = Connect($"Data Source={file};Mode=ReadWrite;Pooling=False");
        Run(backup, "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; " + Own);
        foreach (var key in keys)
        {
            Run(
                backup,
                """INSERT INTO "BackupKeys" ("Name", "Content", "CreatedAt") VALUES ($name, $content, $at)""",
                ("$name", key.Name),
                ("$content", cipher.Close(key.Name, key.Text)),
                ("$at", key.CreatedAt.ToUnixTimeMilliseconds()));
        }

        Run(backup, """INSERT INTO "Backup" ("CreatedAt") VALUES ($at)""", ("$at", at.ToUnixTimeMilliseconds()));
        return new BackupSummary(
            at,
            Number(backup, """SELECT count(*) FROM "Events" """),
            Number(backup, """SELECT count(*) FROM "Profiles" """),
            Number(backup, """SELECT max("Number") FROM "AuditEntries" """),
            0);
    }
}

/// <summary>What is in a backup.</summary>
/// <param name="At">When it was begun. What was stored since may be in it.</param>
/// <param name="Events">How many events.</param>
/// <param name="Profiles">How many profiles.</param>
/// <param name="LastEntry">The number of the last entry of the audit trail in it.</param>
/// <param name="Bytes">How long the file is.</param>
public sealed record BackupSummary(DateTimeOffset At, long Events, long Profiles, long LastEntry, long Bytes);

/// <summary>What a backup had beside the tables.</summary>
/// <param name="Keys">The keys of cookies and forms, encrypted.</param>
internal sealed record TakenBackup(DateTimeOffset At, IReadOnlyList<(string Name, byte[] Content, DateTimeOffset At)> Keys);
