using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace EventAuth.Storage.Files;

/// <summary>
/// The files of the database as this process uses them: no other program may claim them, and they must stay the files they were
/// when they were opened. SQLite goes on with open files that were removed or replaced; what it writes then is lost when
/// the process ends.
/// </summary>
internal sealed partial class StorageFiles(StorageOptions options, ILogger<StorageFiles> log) : IDisposable
{
    private readonly string[] _paths = [options.DatabaseFile, options.DatabaseFile + "-wal", options.DatabaseFile + "-shm"];

    // Replaced as a whole, because several threads read it. Null is not watched.
    private volatile FileIdentity?[] _opened = new FileIdentity?[3];
    private FileClaim? _claim;
    private int _isLost;

    /// <summary>
    /// Creates the database file if it is missing, for its owner only, and claims it for this process. Called before SQLite opens it:
    /// if a process closes any handle of a file, it loses the locks (POSIX) that SQLite has on it. Throws
    /// <see cref="StorageRefusedException"/> if another program has it.
    /// </summary>
    public void Claim()
    {
        Release();
        _claim = FileClaim.Take(options.DatabaseFile) ?? throw new StorageRefusedException(
            "Another running process owns the database eventauth.db there. Stop that one, or give this one a folder of its own.");
        _opened = [FileIdentity.Of(_paths[0]), null, null];
    }

    /// <summary>Watches the log and its index, too: called by the writer, which has just opened them and keeps them open.</summary>
    public void WatchLog() => _opened = [_opened[0], FileIdentity.Of(_paths[1]), FileIdentity.Of(_paths[2])];

    /// <summary>Stops watching them: called before the writer closes them, because the last one to close them removes them.</summary>
    public void LeaveLog() => _opened = [_opened[0], null, null];

    /// <summary>Throws <see cref="StorageLostException"/> while a file was removed or replaced. Called twice a transaction.</summary>
    public void Check()
    {
        var opened = _opened;
        for (var i = 0; i < opened.Length; i++)
        {
            if (opened[i] is { } file && FileIdentity.Of(_paths[i]) != file)
            {
                throw Lost(Path.GetFileName(_paths[i]));
            }
        }

        if (Volatile.Read(ref _isLost) != 0 && Interlocked.Exchange(ref _isLost, 0) != 0)
        {
            LogBack(options.Path);
        }
    }

    public void Dispose() => Release();

    private void Release()
    {
        if (_claim is not null)
        {
            // The connections in the pool have locks that would be lost with this handle.
            using var pooled = new SqliteConnection(options.ConnectionString);
            SqliteConnection.ClearPool(pooled);
            _claim.Dispose();
            _claim = null;
        }

        _opened = new FileIdentity?[3];
    }

    private StorageLostException Lost(string file)
    {
        if (Interlocked.Exchange(ref _isLost, 1) == 0)
        {
            LogLost(file, options.Path);
        }

        return new StorageLostException($"The file {file} was removed or replaced while the program uses it. Nothing can be stored.");
    }

    [LoggerMessage(2006, LogLevel.Critical,
        "The file {File} in {Folder} was removed or replaced while the program uses it. Nothing is stored, and events are answered 503. "
        + "Put it back, or stop the program, restore the folder from a backup and start again.")]
    private partial void LogLost(string file, string folder);

    [LoggerMessage(2007, LogLevel.Warning, "The files in {Folder} are those of before again.")]
    private partial void LogBack(string folder);
}
