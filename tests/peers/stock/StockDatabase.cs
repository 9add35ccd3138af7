using Microsoft.EntityFrameworkCore;

namespace EventAuth.Peers.Stock;

/// <summary>The events and the customers they belong to, in one SQLite file or in PostgreSQL.</summary>
internal sealed class StockDatabase(DbContextOptions<StockDatabase> options) : DbContext(options)
{
    public DbSet<StockEvent> Events => Set<StockEvent>();

    public DbSet<StockProfile> Profiles => Set<StockProfile>();

    /// <summary>Creates the tables, with a write-ahead log (EF's default), and makes sure that a commit is synced to disk.</summary>
    /// <exception cref="InvalidOperationException">A commit would not be synced.</exception>
    public async Task PrepareAsync()
    {
        await Database.EnsureCreatedAsync();
        if (Database.IsNpgsql())
        {
            var synced = await Database.SqlQuery<bool>(
                $"""SELECT bool_and(setting = 'on') AS "Value" FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit')""").SingleAsync();
            if (!synced)
            {
                throw new InvalidOperationException("The server runs without fsync or synchronous_commit.");
            }

            return;
        }

        var journal = await Database.SqlQuery<string>($"SELECT journal_mode AS Value FROM pragma_journal_mode").SingleAsync();
        var synchronous = await Database.SqlQuery<int>($"SELECT synchronous AS Value FROM pragma_synchronous").SingleAsync();
        if (journal != "wal" || synchronous != 2)
        {
            throw new InvalidOperationException($"The database runs with journal_mode={journal}, synchronous={synchronous}, not with wal and 2 (FULL).");
        }
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<StockProfile>().HasKey(profile => profile.CustomId);
}
