using EventAuth.Storage.Sqlite;
using System.Data.Common;
using EventAuth.Storage.Database;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using SQLitePCL;

namespace EventAuth.Storage.Tests.Questions;

/// <summary>
/// Makes contexts that count how much SQLite works for them: in instructions of its virtual machine, a few for each row that is read,
/// and not in time.
/// </summary>
internal sealed class CountedInstructions(string connectionString) : DbConnectionInterceptor, ICountedWork
{
    private const int Step = 100;
    private long _steps;

    public long Work => _steps * Step;

    public EventAuthDbContext CreateDbContext() =>
        new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(connectionString + ";Pooling=False").AddInterceptors(this).Options);

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
        raw.sqlite3_progress_handler(((SqliteConnection)connection).Handle, Step, Count, this);

    public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        ConnectionOpened(connection, eventData);
        return Task.CompletedTask;
    }

    // What sqlite passes back says whose steps they are; 0 lets it go on.
    private static int Count(object work)
    {
        ((CountedInstructions)work)._steps++;
        return 0;
    }
}
