using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;

namespace EventAuth.Storage.Sqlite;

/// <summary>The tables in the embedded database.</summary>
public sealed class SqliteDbContext(DbContextOptions<SqliteDbContext> options) : EventAuthDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Guid>().HaveConversion<BigEndianGuidConverter>();
    }

    protected override SqlExpression TranslateMatches(IReadOnlyList<SqlExpression> textAndPattern) => new LikeExpression(
        textAndPattern[0], textAndPattern[1], new SqlConstantExpression("\\", textAndPattern[1].TypeMapping), typeMapping: null);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<RejectionRecord>().Ignore(row => row.ReceivedAt);
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            // Not the keys that the database counts up: they are always numbers.
            if (property.ClrType == typeof(int) && property.FindContainingPrimaryKey() is not { Properties.Count: 1 })
            {
                property.SetValueConverter(new NumberConverter());
            }
        }
    }
}

/// <summary>Lets <c>dotnet ef migrations add</c> create the context without starting the program.</summary>
internal sealed class SqliteDesignTimeFactory : IDesignTimeDbContextFactory<SqliteDbContext>
{
    public SqliteDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteDbContext>().UseSqlite("Data Source=:memory:").Options);
}
