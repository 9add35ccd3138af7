using Microsoft.EntityFrameworkCore.Design;

namespace EventAuth.Storage.Sqlite;

/// <summary>Lets <c>dotnet ef migrations add</c> create the context without starting the program.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<EventAuthDbContext>
{
    public EventAuthDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<EventAuthDbContext>().UseSqlite("Data Source=:memory:").Options);
}
