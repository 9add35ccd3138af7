using System.Globalization;
using Microsoft.Data.Sqlite;

namespace EventAuth.EndToEnd.Tests.Durability.Files;

/// <summary>The database file as another program sees it.</summary>
internal static class DatabaseFile
{
    /// <summary>In bytes; SQLite's default.</summary>
    public const int PageSize = 4096;

    public static string PathIn(string storage) => Path.Combine(storage, "eventauth.db");

    public static string LogIn(string storage) => PathIn(storage) + "-wal";

    /// <summary>Opens it for writing.</summary>
    public static SqliteConnection Open(string storage)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = PathIn(storage), Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    /// <summary>The first number of the result.</summary>
    public static long Ask(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Moves everything from the write-ahead log into the file.</summary>
    public static void EmptyLog(string storage)
    {
        using var connection = Open(storage);
        Assert.Equal(0, Ask(connection, "PRAGMA wal_checkpoint(TRUNCATE)"));
    }

    /// <summary>Overwrites pages, numbered from 1 on, without SQLite.</summary>
    public static void Overwrite(string storage, byte with, params IEnumerable<long> pages)
    {
        using var file = File.OpenHandle(PathIn(storage), FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        var garbage = new byte[PageSize];
        Array.Fill(garbage, with);
        foreach (var page in pages)
        {
            RandomAccess.Write(file, garbage, (page - 1) * PageSize);
        }
    }
}
