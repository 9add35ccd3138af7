using EventAuth.Storage.Files;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Journal;

/// <summary>
/// Moves what the writer appended to the write-ahead log into the database, on its own connection and thread: the writer, which
/// would do it during a commit, keeps nobody waiting. Under steady load this never quite catches up, so that the log grows;
/// above a limit the small rest is moved while nobody writes, after which the log starts again.
/// </summary>
internal sealed partial class WalCheckpointer(
    StorageOptions options, StorageFiles files, WriteTurns turns, TimeProvider time, ILogger<WalCheckpointer> log)
    : PeriodicStorageWork(files, time, TimeSpan.FromMilliseconds(200))
{
    /// <summary>How long the log may grow, in pages of 4 KiB: 128 MiB.</summary>
    public const long MaxLogPages = 32 * 1024;

    /// <summary>One round. Returns the number of pages in the log.</summary>
    /// <param name="maxLogPages">From this length on others wait until all of it is moved.</param>
    public long Checkpoint(long maxLogPages)
    {
        using var connection = options.Open();
        var pages = Checkpoint(connection, "PASSIVE").Pages;
        if (pages >= maxLogPages)
        {
            // A second time for what came in during the first, so that writers wait only briefly.
            Checkpoint(connection, "PASSIVE");
            TryInTurn(connection, "PASSIVE");
        }

        return pages;
    }

    /// <summary>
    /// Moves all of the log into the database and makes its file empty, so that it contains no erased data. Writers wait
    /// only for the small rest. False if somebody still reads from the log: then nothing is lost, and it can be tried again.
    /// </summary>
    public bool TryEmpty()
    {
        using var connection = options.Open();
        Checkpoint(connection, "PASSIVE");
        Checkpoint(connection, "PASSIVE");
        return TryInTurn(connection, "TRUNCATE");
    }

    /// <summary>The same for a caller that has the turn to write.</summary>
    public bool TryEmptyInTurn()
    {
        using var connection = options.Open();
        return !Checkpoint(connection, "TRUNCATE").IsBusy;
    }

    // If it fails nothing is lost: the log keeps what is not in the database yet, also after a stop, and the next round tries again.
    public override Task RunAsync(CancellationToken cancellation)
    {
        Checkpoint(MaxLogPages);
        return Task.CompletedTask;
    }

    private bool TryInTurn(SqliteConnection connection, string mode)
    {
        using var turn = turns.TryTake(options.WriterPatience);
        return turn is not null && !Checkpoint(connection, mode).IsBusy;
    }

    // This waits for nobody: what a reader needs is left for the next time.
    private static (bool IsBusy, long Pages) Checkpoint(SqliteConnection connection, string mode)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // One of the words above.
        command.CommandText = $"PRAGMA wal_checkpoint({mode})";
#pragma warning restore CA2100
        using var row = command.ExecuteReader();
        row.Read();
        return (row.GetInt64(0) != 0, row.GetInt64(1));
    }

    [LoggerMessage(2003, LogLevel.Warning, "The write-ahead log could not be moved into the database; it is tried again in a moment.")]
    protected override partial void LogFailed(Exception problem);
}
