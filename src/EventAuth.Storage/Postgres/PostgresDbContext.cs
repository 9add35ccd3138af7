using EventAuth.Storage.Postgres.Attempts;
using EventAuth.Storage.Postgres.Days;
using EventAuth.Storage.Postgres.Nodes;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;

namespace EventAuth.Storage.Postgres;

/// <summary>
/// The tables in PostgreSQL. What the embedded database has for its own sake is not among them: activities are found by an index and
/// counted in each transaction. Events and rejections lie in partitions of a day, which a migration makes, since the model cannot say it.
/// </summary>
public sealed class PostgresDbContext(DbContextOptions<PostgresDbContext> options) : EventAuthDbContext(options)
{
    public DbSet<JournalStateRecord> JournalState => Set<JournalStateRecord>();
    public DbSet<SaltedEventRecord> SaltedEvents => Set<SaltedEventRecord>();
    public DbSet<EventDayRecord> EventDays => Set<EventDayRecord>();
    public DbSet<ProtectionKeyRecord> ProtectionKeys => Set<ProtectionKeyRecord>();
    public DbSet<NodeRecord> Nodes => Set<NodeRecord>();
    public DbSet<AttemptRecord> Attempts => Set<AttemptRecord>();

    public override Task AnnouncePolicyAsync(CancellationToken cancellation) =>
        Database.ExecuteSqlRawAsync("NOTIFY " + PolicyNews.Channel, cancellation);

    /// <summary>Takes the lock of the journal's writer, and counts as one of its transactions: what it remembers is read again.</summary>
    public override async Task<IDbContextTransaction> BeginWritingAsync(CancellationToken cancellation)
    {
        var transaction = await base.BeginWritingAsync(cancellation);
        await JournalState.ExecuteUpdateAsync(
            row => row.SetProperty(state => state.Writes, state => state.Writes + 1), cancellation);
        return transaction;
    }

    public override Task NoteCatalogChangeAsync(CancellationToken cancellation) => JournalState.ExecuteUpdateAsync(
        row => row.SetProperty(state => state.CatalogChanges, state => state.CatalogChanges + 1), cancellation);

    public override Task NoteTokenEndsAsync(CancellationToken cancellation) => JournalState.ExecuteUpdateAsync(
        row => row.SetProperty(state => state.TokenEndChanges, state => state.TokenEndChanges + 1), cancellation);

    public override Task NoteAccessChangeAsync(CancellationToken cancellation) => JournalState.ExecuteUpdateAsync(
        row => row.SetProperty(state => state.AccessChanges, state => state.AccessChanges + 1), cancellation);

    // By the day, too: so each row is looked for in one partition.
    internal override IQueryable<DetailedEvent> WithDetails(IQueryable<EventRecord> rows) => rows.LeftJoin(
        Rejections,
        row => new { row.Id, row.ReceivedAt },
        details => new { details.Id, details.ReceivedAt },
        (row, details) => new DetailedEvent { Row = row, Details = details });

    internal override IQueryable<RejectionRecord> RejectionsOf(DateTimeOffset since, DateTimeOffset until) =>
        Rejections.Where(row => row.ReceivedAt >= since && row.ReceivedAt < until);

    // Texts are compared and sorted by their bytes, as in the embedded database, whatever language the database was made for.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<string>().UseCollation("C");
    }

    // The function behind ILIKE, in which \ is the escape.
    protected override SqlExpression TranslateMatches(IReadOnlyList<SqlExpression> textAndPattern) => new SqlFunctionExpression(
        "texticlike", textAndPattern, nullable: true, argumentsPropagateNullability: [true, true], typeof(bool), typeMapping: null);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<ProtectionKeyRecord>().HasKey(row => row.Name);
        builder.Ignore<ActivityRecord>();
        builder.Ignore<ActivityRunRecord>();
        builder.Ignore<DecisionStretchRecord>();
        builder.Entity<StretchDecisionRecord>().Ignore(row => row.Places);
        builder.Entity<JournalStateRecord>().Property(row => row.Id).ValueGeneratedNever();
        builder.Entity<NodeRecord>().Property(row => row.Id).ValueGeneratedNever();
        builder.Entity<SaltedEventRecord>().HasKey(row => row.EventId);
        builder.Entity<EventRecord>().HasKey(row => new { row.ReceivedAt, row.Id });
        builder.Entity<EventRecord>().HasIndex(row => row.EventId).IsUnique(false);
        builder.Entity<EventRecord>().HasIndex(row => new { row.ProfileId, row.Time, row.ReceivedAt, row.EventId })
            .HasFilter("\"ProfileId\" IS NOT NULL")
            .IncludeProperties(row => row.Id);
        builder.Entity<RejectionRecord>().HasKey(row => new { row.ReceivedAt, row.Id });
        builder.Entity<EventDayRecord>().Property(row => row.Day).ValueGeneratedNever();
    }
}

/// <summary>Lets <c>dotnet ef migrations add</c> create the context without starting the program.</summary>
internal sealed class PostgresDesignTimeFactory : IDesignTimeDbContextFactory<PostgresDbContext>
{
    public PostgresDbContext CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresDbContext>().UseNpgsql("Host=none").Options);
}
