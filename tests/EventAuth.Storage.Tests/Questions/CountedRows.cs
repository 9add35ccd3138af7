using System.Data.Common;
using System.Text.Json;
using EventAuth.Storage.Database;
using EventAuth.Storage.Postgres;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace EventAuth.Storage.Tests.Questions;

/// <summary>
/// Makes contexts that count how much PostgreSQL works for them: in rows of tables and indexes that it looks at, as its plans say after they
/// were run, and not in time.
/// </summary>
internal sealed class CountedRows(string server) : DbCommandInterceptor, ICountedWork
{
    public long Work { get; private set; }

    public EventAuthDbContext CreateDbContext() =>
        new PostgresDbContext(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql(server).AddInterceptors(this).Options);

    // It is run twice: here, and then for its answer.
    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await using var explain = new NpgsqlCommand("EXPLAIN (ANALYZE, FORMAT JSON) " + command.CommandText, (NpgsqlConnection)command.Connection!);
        foreach (NpgsqlParameter parameter in command.Parameters)
        {
            explain.Parameters.Add(parameter.Clone());
        }

        using var plan = JsonDocument.Parse((string)(await explain.ExecuteScalarAsync(cancellationToken))!);
        Work += RowsOf(plan.RootElement[0].GetProperty("Plan"));
        return result;
    }

    private static long RowsOf(JsonElement node)
    {
        string[] counts = node.GetProperty("Node Type").GetString()!.EndsWith("Scan", StringComparison.Ordinal)
            ? ["Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck"]
            : [];
        var rows = counts.Sum(count => node.TryGetProperty(count, out var number) ? number.GetInt64() : 0) * node.GetProperty("Actual Loops").GetInt64();
        return rows + (node.TryGetProperty("Plans", out var parts) ? parts.EnumerateArray().Sum(RowsOf) : 0);
    }
}
