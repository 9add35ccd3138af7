using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>What a program stores, as others than the program see it.</summary>
/// <param name="folder">The storage folder.</param>
/// <param name="server">How to connect to its database of PostgreSQL; null when the database is in the folder.</param>
public sealed class ProgramDatabase(string folder, string? server)
{
    /// <summary>Whether the database is one of PostgreSQL.</summary>
    public bool IsPostgres => server is not null;

    private string DatabaseFile => Path.Combine(folder, "eventauth.db");

    /// <summary>The settings of another program over the same.</summary>
    public IReadOnlyDictionary<string, string> Settings
    {
        get
        {
            var settings = new Dictionary<string, string> { ["Storage:Path"] = folder };
            if (server is not null)
            {
                settings["Storage:Provider"] = "PostgreSql";
                settings["Storage:ConnectionString"] = server;
            }

            return settings;
        }
    }

    /// <summary>An open connection to the database, beside those of the program.</summary>
    public DbConnection Connect()
    {
        DbConnection connection = server is not null
            ? new NpgsqlConnection(server + ";Pooling=False")
            : new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = DatabaseFile, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>Keeps the program from writing until it is disposed.</summary>
    public IDisposable Lock()
    {
        var connection = Connect();
        Run(connection, server is null ? "BEGIN IMMEDIATE" : """BEGIN; SELECT * FROM "JournalState" FOR UPDATE""");
        return connection;
    }

    /// <summary>Lets a server's database only be read, or be written again, and ends all of its connections, as when a standby takes over.</summary>
    public void SetReadOnly(bool readOnly)
    {
        using var connection = Connect();
        Run(connection, "SET default_transaction_read_only = off");
        Run(
            connection,
            $"DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = {(readOnly ? "on" : "off")}', current_database()); END $$");
        Run(connection, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
    }

    /// <summary>The number that a statement of one column and one row gives.</summary>
    public long ReadNumber(string sql)
    {
        using var connection = Connect();
        return ReadNumber(connection, sql);
    }

    /// <summary>How many bytes are stored.</summary>
    public long Size() =>
        new DirectoryInfo(folder).EnumerateFiles().Sum(file => file.Length)
        + (server is null ? 0 : ReadNumber("SELECT pg_database_size(current_database())"));

    /// <summary>How far a first start has come, from 0, as soon as there is a database, to 3; null before.</summary>
    public int? Stage()
    {
        if (server is null)
        {
            var log = new FileInfo(DatabaseFile + "-wal");
            return File.Exists(DatabaseFile) ? Stage(log.Exists ? log.Length : 0, 1, 10_000, 250_000) : null;
        }

        // What it made in a transaction that goes on is locked, and not visible yet.
        var made = ReadNumber(
            """
            SELECT greatest((SELECT count(*) FROM pg_tables WHERE schemaname = 'public'), (
                SELECT count(*) FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation IS NOT NULL
                    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())))
            """);
        return made == 0 ? null : Stage(made, 5, 20, 30);
    }

    /// <summary>Whether a text is stored anywhere in the database.</summary>
    public async Task<bool> ContainsAsync(string text) => server is null ? await FilesContainAsync(text) : TablesContain(text);

    private static int Stage(long reached, params int[] bounds) => bounds.Count(bound => reached >= bound);

    private static void Run(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    private static long ReadNumber(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own text.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    // The files' own bytes: also what was deleted, and what is in the log only. Other files are keys, and a lock that nobody else may open.
    private async Task<bool> FilesContainAsync(string text)
    {
        var files = Directory.GetFiles(folder, "eventauth.db*");
        Assert.NotEmpty(files);
        foreach (var file in files)
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, Encoding.Latin1);
            if ((await reader.ReadToEndAsync()).Contains(text, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    // Each row as a text, in which bytes are hexadecimal.
    private bool TablesContain(string text)
    {
        using var connection = Connect();
        var tables = new List<string>();
        using (var command = connection.CreateCommand())
        {
            command.CommandText = "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'";
            using var rows = command.ExecuteReader();
            while (rows.Read())
            {
                tables.Add(rows.GetString(0));
            }
        }

        Assert.NotEmpty(tables);
        var bytes = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));
        return tables.Any(table => ReadNumber(
            connection,
            $"SELECT count(*) FROM {table} AS row WHERE strpos(row::text, '{text.Replace("'", "''", StringComparison.Ordinal)}') + strpos(row::text, '{bytes}') > 0") > 0);
    }
}
