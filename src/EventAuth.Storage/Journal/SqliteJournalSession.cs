using EventAuth.Storage.Files;
using EventAuth.Storage.Statements;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Journal;

/// <summary>
/// The writer and its connection, which are created again after each failure. Only <see cref="Forget"/> is for other threads.
/// </summary>
internal sealed partial class SqliteJournalSession(JournalDependencies dependencies, ILogger<EventJournal> log) : IJournalSession
{
    private SqliteJournalConnection? _connection;
    private JournalWriter? _writer;
    private int _failures;
    private int _isOutdated;

    public void Forget() => Volatile.Write(ref _isOutdated, 1);

    public void Open() => _ = Connect();

    public bool TryWrite(List<JournalSubmission> transaction, List<RejectionEntry> unrecorded)
    {
        WriteTurn? turn = null;
        try
        {
            // Before anything is written: what is answered with 503 must not exist when the files come back.
            dependencies.Files.Check();
            turn = dependencies.Turns.TryTake(dependencies.Options.WriterPatience)
                ?? throw new TimeoutException("Another change of the database takes too long.");
            var connection = Connect();
            Begin(connection);
            _writer!.Write(transaction, unrecorded);
            connection.Commit();

            // A commit into files that have been removed succeeds, and nobody could ever read it: so it is not answered with 202.
            dependencies.Files.Check();
            return true;
        }
        catch (StorageLostException lost)
        {
            Abandon(lost);
            return false;
        }
#pragma warning disable CA1031 // Whatever went wrong, the waiting requests must be completed, and the writer must go on.
        catch (Exception problem)
#pragma warning restore CA1031
        {
            if (_failures++ == 0)
            {
                LogFailed(problem);
            }

            Close();
            return false;
        }
        finally
        {
            // After the failed transaction is rolled back.
            turn?.Dispose();
        }
    }

    public void Publish()
    {
        _writer!.Publish();
        if (_failures > 0)
        {
            LogRecovered(_failures);
            _failures = 0;
        }
    }

    /// <summary>The connection, with a writer that knows the state of the database.</summary>
    private SqliteJournalConnection Connect()
    {
        try
        {
            _connection ??= new SqliteJournalConnection(dependencies.Options);
            if (_writer is null)
            {
                _writer = NewWriter(_connection);
                dependencies.Files.WatchLog();
            }

            return _connection;
        }
        catch
        {
            Close();
            throw;
        }
    }

    public void Rest(bool isIdle)
    {
        // One process owns the database; within it, others take their turn after each transaction (WriteTurn).
    }

    public void Close()
    {
        dependencies.Files.LeaveLog();
        _connection?.Dispose();
        _connection = null;
        _writer = null;
    }

    private JournalWriter NewWriter(SqliteJournalConnection connection) =>
        new(connection, dependencies, sourceOf => new StretchIndex(connection, sourceOf));

    private void Begin(SqliteJournalConnection connection)
    {
        connection.Begin();
        while (Interlocked.Exchange(ref _isOutdated, 0) != 0)
        {
            // Checked with the turn to write, so no other change comes between the check and what follows.
            connection.Commit();
            _writer = NewWriter(connection);
            connection.Begin();
        }
    }

    /// <summary>
    /// Keeps the connection to files that were removed, the only access to their content: if they come back, it is all there. If
    /// only the log was removed, its content is moved into the database before it is lost.
    /// </summary>
    private void Abandon(StorageLostException lost)
    {
        _writer = null;
        if (_failures++ == 0)
        {
            LogFailed(lost);
            _connection?.TryCheckpoint();
        }
    }

    [LoggerMessage(2001, LogLevel.Error,
        "Events cannot be stored. Until that is over they are answered 503, and nothing of theirs is kept.")]
    private partial void LogFailed(Exception problem);

    [LoggerMessage(2004, LogLevel.Warning, "Events are stored again, after {Failures} transactions that failed.")]
    private partial void LogRecovered(int failures);
}
