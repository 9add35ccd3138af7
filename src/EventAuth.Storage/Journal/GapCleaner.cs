using Microsoft.Win32.SafeHandles;

namespace EventAuth.Storage.Journal;

/// <summary>
/// Fills the unused parts of the database's pages with zeros. SQLite can do this only by rewriting the whole file, so the file is
/// written directly: only bytes that nobody reads, and only while nobody writes and the log is empty. Each step ends with a change,
/// after which every connection reads the pages again before it writes them.
/// </summary>
internal sealed class GapCleaner(StorageOptions options, WriteTurns turns, WalCheckpointer log, TimeProvider time) : IDisposable
{
    /// <summary>How many pages are read together; if there is anything to clear, they are one step.</summary>
    private const int PagesAtOnce = 128;

    private const int MostAttempts = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(2);

    // Kept open: a process that closes a file loses all its locks on it (POSIX), including those of SQLite.
    private SafeFileHandle? _file;

    /// <summary>Processes the whole file. False if a step could not be done now: then try again later.</summary>
    public async Task<bool> TryRunAsync(CancellationToken cancellation)
    {
        _file ??= File.OpenHandle(options.DatabaseFile, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        var pages = RandomAccess.GetLength(_file) / PageGaps.PageSize;
        var buffer = new byte[PagesAtOnce * PageGaps.PageSize];
        var header = buffer.AsSpan(0, RandomAccess.Read(_file, buffer.AsSpan(0, PageGaps.FileHeader), 0));
        if (pages >= PageGaps.MostPages || !PageGaps.AreKnown(header))
        {
            return true;
        }

        for (var first = 0L; first < pages; first += PagesAtOnce)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Clear(buffer, first, writes: false) && !await TryClearSoonAsync(buffer, first, cancellation))
            {
                return false;
            }
        }

        return true;
    }

    // There is nearly always a reader, for some milliseconds.
    private async Task<bool> TryClearSoonAsync(byte[] buffer, long first, CancellationToken cancellation)
    {
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var isDone = TryClear(buffer, first);
            await Task.Delay(Pause, time, cancellation);
            if (isDone)
            {
                return true;
            }
        }

        return false;
    }

    public void Dispose() => _file?.Dispose();

    private bool TryClear(byte[] buffer, long first)
    {
        using var turn = turns.TryTake(options.WriterPatience);
        if (turn is null || !log.TryEmptyInTurn())
        {
            return false;
        }

        // Blocks other programs, too.
        using var connection = options.Open();
        using var transaction = connection.BeginTransaction();
        if (new FileInfo(options.DatabaseFile + "-wal") is { Exists: true, Length: > 0 })
        {
            return false;
        }

        Clear(buffer, first, writes: true);
        RandomAccess.FlushToDisk(_file!);
        using var change = connection.CreateCommand();
        change.CommandText =
            """INSERT INTO "Erasures" ("ProfileId", "LastEvent") VALUES (-1, 0); DELETE FROM "Erasures" WHERE "ProfileId" = -1""";
        change.Transaction = transaction;
        change.ExecuteNonQuery();
        transaction.Commit();
        return true;
    }

    private bool Clear(byte[] buffer, long first, bool writes)
    {
        var read = RandomAccess.Read(_file!, buffer, first * PageGaps.PageSize);
        var cleared = false;
        for (var at = 0; at + PageGaps.PageSize <= read; at += PageGaps.PageSize)
        {
            var page = buffer.AsSpan(at, PageGaps.PageSize);
            if (PageGaps.TryClear(page, isFirst: first == 0 && at == 0))
            {
                cleared = true;
                if (writes)
                {
                    RandomAccess.Write(_file!, page, (first * PageGaps.PageSize) + at);
                }
            }
        }

        return cleared;
    }
}
