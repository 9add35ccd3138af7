using System.Data.Common;
using System.Net.Sockets;
using EventAuth.Storage.Journal;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Postgres.Journal;

/// <summary>
/// The writer over PostgreSQL. It remembers profiles from one transaction to the next as long as nobody else wrote between them, on any
/// machine; the number of transactions, which it reads while it holds the lock of the writer, tells.
/// </summary>
internal sealed partial class PostgresJournalSession(
    JournalDependencies dependencies, SharedChanges changes, ILogger<EventJournal> log)
    : IJournalSession, IDisposable
{
    private PostgresJournalConnection? _connection;
    private JournalWriter? _writer;
    private long _writes;
    private int _failures;

    public void Forget()
    {
        // Who changes profiles counts a transaction of the journal, which the next one of the writer finds.
    }

    public void Open() => _ = Connect();

    public bool TryWrite(List<JournalSubmission> transaction, List<RejectionEntry> unrecorded)
    {
        try
        {
            var connection = Connect();
            connection.Turn.Take();
            connection.Begin();
            if (connection.Writes != _writes + 1)
            {
                connection.Turn.NoteOthers();
                _writer!.Forget();
            }

            changes.Apply(connection.CatalogChanges, connection.TokenEndChanges);
            _writer!.Write(transaction, unrecorded);
            Commit(connection);
            _writes = connection.Writes;
            return true;
        }
#pragma warning disable CA1031 // Whatever went wrong, the requests that wait must be told, and the writer must live on.
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

    public void Rest(bool isIdle)
    {
        try
        {
            _connection?.Turn.End(isIdle);
        }
        catch (Exception problem) when (problem is DbException or IOException or SocketException or TimeoutException)
        {
            // The turn ends with the connection; the next transaction opens another one, and says if that is impossible.
            Close();
        }
    }

    public void Dispose() => Close();

    public void Close()
    {
        _connection?.Dispose();
        _connection = null;
        _writer = null;
        _writes = -1;
    }

    private void Commit(PostgresJournalConnection connection)
    {
        try
        {
            connection.Commit();
        }
        catch (Exception problem) when (connection.IsLost && problem is DbException or IOException or SocketException or TimeoutException)
        {
            if (new LostCommit(dependencies.Options, dependencies.Time).WasMade(connection.Transaction) is not true)
            {
                throw;
            }

            // It is stored. The writer publishes it, and is replaced with the next connection.
            LogCommitted();
            connection.Dispose();
            _connection = null;
        }
    }

    private PostgresJournalConnection Connect()
    {
        if (_connection is null)
        {
            var connection = _connection = new PostgresJournalConnection(dependencies.Options.Server!, dependencies.Time);
            _writer = new JournalWriter(
                connection, dependencies, sourceOf => new PostgresIndex(connection, sourceOf, dependencies.Time));
        }

        return _connection;
    }

    [LoggerMessage(2001, LogLevel.Error,
        "Events cannot be stored. Until that is over they are answered 503, and nothing of theirs is kept.")]
    private partial void LogFailed(Exception problem);

    [LoggerMessage(2012, LogLevel.Warning,
        "The connection to PostgreSQL was lost during a commit. The server says that it was made, so its events are answered as stored.")]
    private partial void LogCommitted();

    [LoggerMessage(2004, LogLevel.Warning, "Events are stored again, after {Failures} transactions that failed.")]
    private partial void LogRecovered(int failures);
}
