using EventAuth.Storage.Sqlite;
using System.Data.Common;
using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EventAuth.Storage.Tests.Profiles;

/// <summary>Asks the database how it would carry out each query that a context sends, just before it is sent.</summary>
internal sealed class QueryPlans : DbCommandInterceptor
{
    private readonly List<string> _steps = [];

    /// <summary>The steps of all queries, in the database's words.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <summary>A context whose queries are explained.</summary>
    public EventAuthDbContext NewContext(string connectionString) =>
        new SqliteDbContext(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite(connectionString).AddInterceptors(this).Options);

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        var text = command.CommandText;
        command.CommandText = "EXPLAIN QUERY PLAN " + text;
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await rows.ReadAsync(cancellationToken))
            {
                _steps.Add(rows.GetString(rows.GetOrdinal("detail")));
            }
        }

        command.CommandText = text;
        return result;
    }
}
