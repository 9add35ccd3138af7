using System.Collections.Concurrent;
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
    private static readonly ConcurrentDictionary<DateTime, Lazy<Task<string>>> s_templates = new();

    /// <summary>How to connect to a new one, with partitions for today and the next days.</summary>
    public static Task<string> NewAsync() => NewAsync(TimeProvider.System.GetUtcNow());

    /// <summary>How to connect to a new one.</summary>
    /// <param name="now">The day from which on it has partitions; null for none.</param>
    public static async Task<string> NewAsync(DateTimeOffset? now)
    {
        var server = await SharedPostgres.ServerAsync;
        var template = s_templates.GetOrAdd(now?.UtcDateTime.Date ?? default, _ => new Lazy<Task<string>>(() => MakeAsync(now)));
        return server.ConnectionString(await server.CreateDatabaseAsync(await template.Value));
    }

    private static async Task<string> MakeAsync(DateTimeOffset? now)
    {
        var server = await SharedPostgres.ServerAsync;
        var name = await server.CreateDatabaseAsync();

        // Nobody may be connected to a database that is copied.
        await using var context = new PostgresDbContext(
            new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(server.ConnectionString(name) + ";Pooling=False").Options);
        await context.Database.MigrateAsync();
        if (now is { } day)
        {
            await DayPartitions.MakeAsync(context, day, CancellationToken.None);
        }

        return name;
    }
}
