using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventAuth.Storage.Sqlite;

/// <summary>
/// Checks the database file before anything relies on it: whether it can be written, and whether it is intact. A program that started with
/// a damaged file would give wrong answers.
/// </summary>
internal sealed class DatabaseIntegrityCheck(StorageOptions options, TimeProvider time)
{
    /// <summary>How long this check may take at a start. A large file is checked in part; the rest when it is read.</summary>
    private static readonly TimeSpan ExaminationTime = TimeSpan.FromSeconds(2);

    /// <summary>How long another program may lock the file, in seconds.</summary>
    private const int BusySeconds = 5;

    /// <summary>Throws <see cref="SqliteException"/> with the error code.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        await using var connection = new SqliteConnection($"{options.ConnectionString};Pooling=False;Default Timeout={BusySeconds}");
        await connection.OpenAsync(cancellation);
        await ReadAsync(connection, "PRAGMA journal_mode = WAL", cancellation);

        // A file that this user may only read is opened without an error; the first change would fail.
        if (raw.sqlite3_db_readonly(connection.Handle, "main") == 1)
        {
            throw new SqliteException("The file can only be read.", raw.SQLITE_READONLY);
        }

        await ReadAsync(connection, "BEGIN IMMEDIATE", cancellation);
        await ReadAsync(connection, "ROLLBACK", cancellation);
        await CheckPagesAsync(connection, cancellation);
    }

    private async Task CheckPagesAsync(SqliteConnection connection, CancellationToken cancellation)
    {
        await using var end = time.CreateTimer(
            _ => raw.sqlite3_interrupt(connection.Handle), null, ExaminationTime, Timeout.InfiniteTimeSpan);
        try
        {
            var finding = await ReadAsync(connection, "PRAGMA quick_check(1)", cancellation);
            if (finding is not (null or "ok"))
            {
                throw new SqliteException(finding.ReplaceLineEndings(" "), raw.SQLITE_CORRUPT);
            }
        }
        catch (SqliteException enough) when (enough.SqliteErrorCode == raw.SQLITE_INTERRUPT)
        {
            // Nothing was found so far.
        }
    }

    private static async Task<string?> ReadAsync(SqliteConnection connection, string sql, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(cancellation) as string;
    }
}
