using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Files;

/// <summary>
/// The files of the database as this process uses them: no other program may have them as its own, and they must stay the files they were
/// when they were opened. SQLite goes on with files that were removed or replaced, as open files can be; what it writes then is gone with
/// the process.
/// </summary>
internal sealed partial class StorageFiles(StorageOptions options, TimeProvider time, ILogger<StorageFiles> log) : IDisposable
{
    // Longer than the steps in which a folder's time counts: only a look at the files after the step of the last change tells that no other
    // change came in the same step.
    private static readonly TimeSpan TimeStep = TimeSpan.FromMilliseconds(50);

    private readonly string[] _paths = [options.DatabaseFile, options.DatabaseFile + "-wal", options.DatabaseFile + "-shm"];

    // Replaced whole, since several threads ask. What is null is not watched.
    private volatile FileIdentity?[] _opened = new FileIdentity?[3];
    private volatile CalmFolder? _calm;
    private FileClaim? _claim;
    private int _isLost;

    /// <summary>
    /// Makes the database file where it is missing, for its owner alone, and takes it for this process. Called before SQLite opens it:
    /// where a process closes any handle of a file, it loses the locks (POSIX) that SQLite holds on it. Throws
    /// <see cref="StorageRefusedException"/> where another program has it.
    /// </summary>
    public void Claim()
    {
        Dispose();
        _claim = FileClaim.Take(options.DatabaseFile) ?? throw new StorageRefusedException(
            "Another running process owns the database eventauth.db there. Stop that one, or give this one a folder of its own.");
        Watch([FileIdentity.Of(_paths[0]), null, null]);
    }

    /// <summary>Watches the log and its index, too: called by the writer, who has just opened them and keeps them open.</summary>
    public void WatchLog() => Watch([_opened[0], FileIdentity.Of(_paths[1]), FileIdentity.Of(_paths[2])]);

    /// <summary>They are no longer watched: called before the writer closes them, since the last to close them removes them.</summary>
    public void LeaveLog() => Watch([_opened[0], null, null]);

    /// <summary>
    /// Throws <see cref="StorageLostException"/> while a file was removed or replaced. Asked twice for each transaction, so only the
    /// folder is asked while nothing in it changes: no file of it is removed or replaced without changing the folder's time.
    /// </summary>
    public void Check()
    {
        var folder = FileIdentity.OfFolder(options.Path);
        var calm = _calm;
        if (calm is { IsSure: true } && calm.Folder == folder)
        {
            return;
        }

        CheckEach();
        if (calm is not null && calm.Folder == folder)
        {
            if (time.GetElapsedTime(calm.Since) > TimeStep)
            {
                _calm = calm with { IsSure = true };
            }
        }
        else
        {
            // Not for links: what they lead to has another folder.
            _calm = folder is { } present && new FileInfo(_paths[0]).LinkTarget is null
                ? new CalmFolder(present, time.GetTimestamp())
                : null;
        }
    }

    private void CheckEach()
    {
        var opened = _opened;
        for (var i = 0; i < opened.Length; i++)
        {
            if (opened[i] is { } file && FileIdentity.Of(_paths[i]) != file)
            {
                _calm = null;
                var name = Path.GetFileName(_paths[i]);
                if (Interlocked.Exchange(ref _isLost, 1) == 0)
                {
                    LogLost(name, options.Path);
                }

                throw new StorageLostException(
                    $"The file {name} was removed or replaced while the program uses it. Nothing can be stored.");
            }
        }

        if (Volatile.Read(ref _isLost) != 0 && Interlocked.Exchange(ref _isLost, 0) != 0)
        {
            LogBack(options.Path);
        }
    }

    public void Dispose()
    {
        if (_claim is not null)
        {
            // The connections that wait in the pool have locks that would go with this handle.
            using var pooled = new SqliteConnection(options.ConnectionString);
            SqliteConnection.ClearPool(pooled);
            _claim.Dispose();
            _claim = null;
        }

        Watch(new FileIdentity?[3]);
    }

    private void Watch(FileIdentity?[] opened)
    {
        _opened = opened;
        _calm = null;
    }

    [LoggerMessage(2006, LogLevel.Critical,
        "The file {File} in {Folder} was removed or replaced while the program uses it. Nothing is stored, and events are answered 503. "
        + "Put it back, or stop the program, restore the folder from a backup and start again.")]
    private partial void LogLost(string file, string folder);

    [LoggerMessage(2007, LogLevel.Warning, "The files in {Folder} are those of before again.")]
    private partial void LogBack(string folder);

    /// <summary>The folder as it was when all files were found in it.</summary>
    /// <param name="Since">When it was first seen so.</param>
    /// <param name="IsSure">Whether the files were found after the step of its last change, too.</param>
    private sealed record CalmFolder((FileIdentity Folder, long Seconds, uint Nanoseconds) Folder, long Since, bool IsSure = false);
}

/// <summary>Opens no connection while the files are not those of before: it would read and write what is not this process's.</summary>
internal sealed class WatchedConnections(StorageFiles files) : DbConnectionInterceptor
{
    public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
    {
        files.Check();
        return result;
    }

    public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        files.Check();
        return ValueTask.FromResult(result);
    }
}

/// <summary>
/// The files of the database are not those that this process opened: what it would write, nobody could read. A failure of the database like
/// others, so that code that handles those handles this one. Its message is a sentence for the person who runs the program.
/// </summary>
internal sealed class StorageLostException(string message) : DbException(message);
