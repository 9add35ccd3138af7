using EventAuth.Storage.Database;
using EventAuth.Storage.Files;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Journal;

/// <summary>
/// Moves what the writer appended to the write-ahead log into the database, on a connection and a thread of its own: the writer, who
/// would do it in the middle of a commit, keeps nobody waiting. Under steady load this never quite catches up, so that the log grows;
/// from a bound on the writer is asked to move the small rest itself, after which the log begins anew.
/// </summary>
internal sealed partial class LogCheckpointer(
    StorageOptions options, StorageFiles files, SqliteEventJournal journal, TimeProvider time, ILogger<LogCheckpointer> log) : BackgroundService
{
    /// <summary>How long the log may grow, in pages of 4 KiB: 128 MiB.</summary>
    public const long MaxLogPages = 32 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    /// <summary>One round. Gives the pages in the log.</summary>
    /// <param name="maxLogPages">From this length on the writer is asked to help.</param>
    public long Checkpoint(long maxLogPages)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = options.DatabaseFile, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        connection.Open();
        var pages = Checkpoint(connection);
        if (pages >= maxLogPages)
        {
            // A second time for what came in meanwhile, so that little is left for the writer.
            Checkpoint(connection);
            journal.FinishLog();
        }

        return pages;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                TryCheckpoint();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // What is still in the log is read from there at the next start.
        }
    }

    private void TryCheckpoint()
    {
        try
        {
            // Also so that it shows within a second where nobody sends anything.
            files.Check();
            Checkpoint(MaxLogPages);
        }
        catch (StorageLostException)
        {
            // That is in the log.
        }
        catch (Exception problem) when (problem is SqliteException or IOException)
        {
            // Nothing is lost: the log keeps what the database has not got yet, and the next round tries again.
            LogFailed(problem);
        }
    }

    private static long Checkpoint(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        using var row = command.ExecuteReader();
        row.Read();
        return row.GetInt64(1);
    }

    [LoggerMessage(2003, LogLevel.Warning, "The write-ahead log could not be moved into the database; it is tried again in a moment.")]
    private partial void LogFailed(Exception problem);
}
