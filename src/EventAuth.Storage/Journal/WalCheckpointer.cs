using EventAuth.Storage.Files;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Journal;

/// <summary>
/// Moves what the writer appended to the write-ahead log into the database, on a connection and a thread of its own: the writer, who
/// would do it in the middle of a commit, keeps nobody waiting. Under steady load this never quite catches up, so that the log grows;
/// from a bound on the small rest is moved while nobody writes, after which the log begins anew.
/// </summary>
internal sealed partial class WalCheckpointer(
    StorageOptions options, StorageFiles files, WriteTurns turns, TimeProvider time, ILogger<WalCheckpointer> log)
    : PeriodicStorageWork(files, time, TimeSpan.FromMilliseconds(200))
{
    /// <summary>How long the log may grow, in pages of 4 KiB: 128 MiB.</summary>
    public const long MaxLogPages = 32 * 1024;

    /// <summary>One round. Gives the pages in the log.</summary>
    /// <param name="maxLogPages">From this length on others wait until all of it is moved.</param>
    public long Checkpoint(long maxLogPages)
    {
        using var connection = options.Open();
        var pages = Checkpoint(connection, "PASSIVE").Pages;
        if (pages >= maxLogPages)
        {
            // A second time for what came in during the first, so that nobody waits long.
            Checkpoint(connection, "PASSIVE");
            TryInTurn(connection, "PASSIVE");
        }

        return pages;
    }

    /// <summary>
    /// Moves all of the log into the database and makes its file empty, so that nothing of what was erased before is in it. Writers wait
    /// for the small rest only. False where somebody still reads what the log held: then nothing is lost, and it can be tried again.
    /// </summary>
    public bool TryEmpty()
    {
        using var connection = options.Open();
        Checkpoint(connection, "PASSIVE");
        Checkpoint(connection, "PASSIVE");
        return TryInTurn(connection, "TRUNCATE");
    }

    /// <summary>The same for one who has the turn to write.</summary>
    public bool TryEmptyInTurn()
    {
        using var connection = options.Open();
        return !Checkpoint(connection, "TRUNCATE").IsBusy;
    }

    // Where it fails nothing is lost: the log keeps what the database has not got yet, also beyond a stop, and the next round tries again.
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

    // Nobody is waited for here: what a reader holds is left for the next time.
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
