using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Sqlite;

/// <summary>Makes contexts for code that does not ask which database it is.</summary>
internal sealed class SqliteContextFactory(IDbContextFactory<SqliteDbContext> contexts) : IDbContextFactory<EventAuthDbContext>
{
    public EventAuthDbContext CreateDbContext() => contexts.CreateDbContext();
}
