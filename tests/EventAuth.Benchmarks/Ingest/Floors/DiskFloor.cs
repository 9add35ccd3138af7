using System.Text;
using EventAuth.Benchmarks.Ingest.Comparisons;
using EventAuth.Benchmarks.Ingest.Setup;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace EventAuth.Benchmarks.Ingest.Floors;

/// <summary>What the disk and SQLite cost in the folder of our program's storage.</summary>
internal static class DiskFloor
{
    private const int Appends = 500;
    private const int BatchRows = 256;

    /// <summary>Appending 256 bytes to a file and syncing it (fsync), in microseconds.</summary>
    public static Spread Sync(Workbench bench)
    {
        var bytes = new byte[256];
        using var file = File.OpenHandle(Path.Combine(bench.Cache.NewFolder("sync"), "file"), FileMode.CreateNew, FileAccess.Write);
        return Spread.Of(Enumerable.Range(0, Appends).Select(i =>
        {
            var began = TimeProvider.System.GetTimestamp();
            RandomAccess.Write(file, bytes, (long)i * bytes.Length);
            RandomAccess.FlushToDisk(file);
            return TimeProvider.System.GetElapsedTime(began).TotalMicroseconds;
        }).ToList());
    }

    /// <summary>Appending a row of an event's size to a table with one index, 256 in a transaction that is synced (WAL, synchronous=FULL): microseconds a row.</summary>
    public static double Row(Workbench bench)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(bench.Cache.NewFolder("rows"), "rows.db")};Pooling=False");
        connection.Open();
        var database = connection.Handle!;
        Run("PRAGMA journal_mode = WAL");
        Run("PRAGMA synchronous = FULL");
        Run("CREATE TABLE rows (id INTEGER PRIMARY KEY, at INTEGER, profile INTEGER, name TEXT, content TEXT)");
        Run("CREATE INDEX rows_of_profile ON rows (profile, at)");
        var content = Encoding.UTF8.GetBytes(Inputs.EventBodies.Parameters(0));
        raw.sqlite3_prepare_v2(database, "INSERT INTO rows (at, profile, name, content) VALUES (?1, ?2, 'product.view', ?3)", out var insert);
        using (insert)
        {
            return Timing.Microseconds(1, batch =>
            {
                Run("BEGIN IMMEDIATE");
                for (var row = 0; row < BatchRows; row++)
                {
                    raw.sqlite3_bind_int64(insert, 1, (batch * BatchRows) + row);
                    raw.sqlite3_bind_int64(insert, 2, row * 7_919 % 1_000);
                    raw.sqlite3_bind_text(insert, 3, content);
                    Check(raw.sqlite3_step(insert), raw.SQLITE_DONE);
                    raw.sqlite3_reset(insert);
                }

                Run("COMMIT");
            }) / BatchRows;
        }

        void Run(string sql) => Check(raw.sqlite3_exec(database, sql), raw.SQLITE_OK);

        void Check(int result, int expected)
        {
            if (result != expected)
            {
                throw new IOException(raw.sqlite3_errmsg(database).utf8_to_string());
            }
        }
    }
}
