using EventAuth.Storage.Postgres;
using EventAuth.Storage.Postgres.Days;
using EventAuth.Testing.Postgres;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Tests;

/// <summary>
/// New databases of PostgreSQL that have the tables and nothing in them: to make the tables, or the partitions of the next days, takes longer
/// than most tests.
/// </summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<Task<string>> s_withDays = new(() => MakeAsync(withDays: true));
    private static readonly Lazy<Task<string>> s_withoutDays = new(() => MakeAsync(withDays: false));

    /// <summary>How to connect to a new one.</summary>
    /// <param name="withDays">Whether with partitions for today and the next days.</param>
    public static async Task<string> NewAsync(bool withDays = true)
    {
        var server = await SharedPostgres.ServerAsync;
        return server.ConnectionString(await server.CreateDatabaseAsync(await (withDays ? s_withDays : s_withoutDays).Value));
    }

    private static async Task<string> MakeAsync(bool withDays)
    {
        var server = await SharedPostgres.ServerAsync;
        var name = await server.CreateDatabaseAsync();

        // Nobody may be connected to a database that is copied.
        await using var context = new PostgresDbContext(
            new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(server.ConnectionString(name) + ";Pooling=False").Options);
        await context.Database.MigrateAsync();
        if (withDays)
        {
            await DayPartitions.MakeAsync(context, TimeProvider.System.GetUtcNow(), CancellationToken.None);
        }

        return name;
    }
}
