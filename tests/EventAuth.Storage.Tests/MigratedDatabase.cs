using EventAuth.Storage.Postgres;
using EventAuth.Testing.Postgres;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Tests;

/// <summary>New databases of PostgreSQL that have the tables and nothing in them: to make the tables takes longer than most tests.</summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<Task<string>> s_template = new(MakeAsync);

    /// <summary>How to connect to a new one.</summary>
    public static async Task<string> NewAsync()
    {
        var server = await SharedPostgres.ServerAsync;
        return server.ConnectionString(await server.CreateDatabaseAsync(await s_template.Value));
    }

    private static async Task<string> MakeAsync()
    {
        var server = await SharedPostgres.ServerAsync;
        var name = await server.CreateDatabaseAsync();

        // Nobody may be connected to a database that is copied.
        await using var context = new PostgresDbContext(
            new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(server.ConnectionString(name) + ";Pooling=False").Options);
        await context.Database.MigrateAsync();
        return name;
    }
}
