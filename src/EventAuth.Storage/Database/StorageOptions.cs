using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace EventAuth.Storage.Database;

/// <summary>Where the database and the files beside it are, and their limits.</summary>
public sealed record StorageOptions
{
    /// <summary>The folder; it exists when storage starts. <c>Storage:Path</c>.</summary>
    public required string Path { get; init; }

    /// <summary>How to connect to PostgreSQL; null for the embedded database. <c>Storage:ConnectionString</c>, never logged.</summary>
    public string? Server { get; init; }

    /// <summary>Whether PostgreSQL is asked to tell of new policies at once. <c>Policy:Notifications</c>.</summary>
    public bool Notifications { get; init; } = true;

    /// <summary>Whether a new database may be created although there are signs that one is missing. <c>--new-installation</c>.</summary>
    public bool NewInstallation { get; init; }

    /// <summary>How many discovered events the catalogue holds. <c>Catalog:MaxDiscovered</c>.</summary>
    public int MaxDiscovered { get; init; } = 10_000;

    /// <summary>How many events may wait to be written before more are refused. <c>Storage:MaxQueuedEvents</c>.</summary>
    public int MaxQueuedEvents { get; init; } = 20_000;

    /// <summary>How many days a rejection is kept; 0 for no limit. <c>Decisions:KeepRejectionsDays</c>.</summary>
    public int RejectionDays { get; init; } = 30;

    /// <summary>How many identifiers of customers the writer remembers between transactions; a large profile counts for more.</summary>
    public int MaxRemembered { get; init; } = 100_000;

    /// <summary>How many decisions of a span are decided again at once, all of them in memory: 20 million take about a gigabyte.</summary>
    public int MaxReplayed { get; init; } = 20_000_000;

    /// <summary>How long the writer waits for a change of the console to finish.</summary>
    public TimeSpan WriterPatience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The database file.</summary>
    public string DatabaseFile => System.IO.Path.Combine(Path, "eventauth.db");

    /// <summary>The file of rejections that are counted before they come to a decision.</summary>
    public string RejectedCountsFile => System.IO.Path.Combine(Path, "rejections.counts");

    /// <summary>The folder of the keys of cookies and forms, beside the embedded database.</summary>
    public string KeyFolder => System.IO.Path.Combine(Path, "keys");

    /// <summary>How the database file is opened. Never creates one: a file that was removed must not come back empty.</summary>
    public string ConnectionString => $"Data Source={DatabaseFile};Mode=ReadWrite;Foreign Keys=True;Pooling=True";

    /// <summary>A connection to either database, for a command that only reads.</summary>
    internal DbConnection OpenForReading()
    {
        DbConnection connection = Server is null
            ? new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = DatabaseFile, Mode = SqliteOpenMode.ReadOnly, Pooling = false }
                    .ConnectionString)
            : new NpgsqlConnection(Server + ";Pooling=False");
        connection.Open();
        return connection;
    }

    /// <summary>Names the folder only: how to connect to the server stays out of logs.</summary>
    public override string ToString() => $"{nameof(StorageOptions)} {Path}";

    /// <summary>A separate connection, outside the pool.</summary>
    internal SqliteConnection Open()
    {
        var connection = new SqliteConnection(ConnectionString + ";Pooling=False");
        connection.Open();
        return connection;
    }
}
