using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Storage.Database;

/// <summary>The tables. One context for each operation, from its factory.</summary>
public abstract class EventAuthDbContext(DbContextOptions options)
    : IdentityDbContext<AdministratorAccount, IdentityRole, string>(options)
{
    // Null for a context that the program did not create.
    private readonly WriteTurns? _turns =
        options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService<WriteTurns>();

    public DbSet<InstallationRecord> Installation => Set<InstallationRecord>();
    public DbSet<ApiKeyRecord> ApiKeys => Set<ApiKeyRecord>();
    public DbSet<SignInRecord> SignIns => Set<SignInRecord>();
    public DbSet<InvitationRecord> Invitations => Set<InvitationRecord>();
    public DbSet<SetupLinkRecord> SetupLinks => Set<SetupLinkRecord>();
    public DbSet<PolicyRevisionRecord> PolicyRevisions => Set<PolicyRevisionRecord>();
    public DbSet<PendingChangeRecord> PendingChanges => Set<PendingChangeRecord>();
    public DbSet<CertificateRecord> Certificates => Set<CertificateRecord>();
    public DbSet<CatalogRecord> Catalog => Set<CatalogRecord>();
    public DbSet<ProfileRecord> Profiles => Set<ProfileRecord>();
    public DbSet<IdentifierRecord> Identifiers => Set<IdentifierRecord>();
    public DbSet<ProfileLinkRecord> ProfileLinks => Set<ProfileLinkRecord>();
    public DbSet<EventRecord> Events => Set<EventRecord>();
    public DbSet<RejectionRecord> Rejections => Set<RejectionRecord>();
    public DbSet<DecisionCountRecord> DecisionCounts => Set<DecisionCountRecord>();
    public DbSet<DecisionStretchRecord> DecisionStretches => Set<DecisionStretchRecord>();
    public DbSet<StretchDecisionRecord> StretchDecisions => Set<StretchDecisionRecord>();
    public DbSet<RejectionSlotRecord> RejectionSlots => Set<RejectionSlotRecord>();
    public DbSet<ActivityRecord> Activities => Set<ActivityRecord>();
    public DbSet<UsedTokenRecord> UsedTokens => Set<UsedTokenRecord>();
    public DbSet<UsedProofRecord> UsedProofs => Set<UsedProofRecord>();
    public DbSet<ActivityRunRecord> ActivityRuns => Set<ActivityRunRecord>();
    public DbSet<AuditRecord> AuditEntries => Set<AuditRecord>();
    public DbSet<TokenEndRecord> TokenEnds => Set<TokenEndRecord>();
    public DbSet<ErasureRecord> Erasures => Set<ErasureRecord>();
    public DbSet<ErasedIdentifierRecord> ErasedIdentifiers => Set<ErasedIdentifierRecord>();

    /// <summary>Saves in its turn. A caller with a transaction waited for the turn before, and has it until its end.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var turn = _turns is null || Database.CurrentTransaction is not null
            ? (WriteTurn?)null
            : await _turns.TakeAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>
    /// Begins a transaction as the only writer, on any machine: nobody else changes anything between what it reads and its commit.
    /// </summary>
    public virtual Task<IDbContextTransaction> BeginWritingAsync(CancellationToken cancellation) =>
        Database.BeginTransactionAsync(cancellation);

    /// <summary>In a query: whether a text fits a pattern of LIKE, in upper or lower case; <c>\</c> escapes a special character.</summary>
    public static bool Matches(string? text, string pattern) => throw new NotSupportedException();

    /// <summary>Within a change of the catalogue: tells other processes to read it again.</summary>
    public virtual Task NoteCatalogChangeAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Within a change of which tokens are ended: tells other processes to read them again.</summary>
    public virtual Task NoteTokenEndsAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Within a change of rights or sign-ins: tells open pages of other processes to check them again.</summary>
    public virtual Task NoteAccessChangeAsync(CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Rows of events, rejected ones with their details.</summary>
    internal virtual IQueryable<DetailedEvent> WithDetails(IQueryable<EventRecord> rows) =>
        rows.LeftJoin(
            Rejections,
            row => row.Id,
            details => details.Id,
            (row, details) => new DetailedEvent { Row = row, Details = details });

    /// <summary>The details of rejected events: at least of all that were received in a time.</summary>
    internal virtual IQueryable<RejectionRecord> RejectionsOf(DateTimeOffset since, DateTimeOffset until) => Rejections;

    /// <summary>Notifies other processes, with the commit of the transaction, that there is a new version of the policy.</summary>
    public virtual Task AnnouncePolicyAsync(CancellationToken cancellation) => Task.CompletedTask;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();

        // A number without a meaning is read as it is, so that the reader leaves its row out.
        configurationBuilder.Properties<DecisionReason>().HaveConversion<long>();
        configurationBuilder.Properties<CustomerState>().HaveConversion<long>();
        configurationBuilder.Properties<EventSource>().HaveConversion<long>();
        configurationBuilder.Properties<IdentifierKind>().HaveConversion<long>();
        configurationBuilder.Properties<LinkProof>().HaveConversion<long>();
        configurationBuilder.Properties<PolicyMode>().HaveConversion<ChoiceConverter<PolicyMode>>();
        configurationBuilder.Properties<OtherEvents>().HaveConversion<ChoiceConverter<OtherEvents>>();
        configurationBuilder.Properties<PendingKind>().HaveConversion<ChoiceConverter<PendingKind>>();
    }

    /// <summary>The database's expression for <see cref="Matches"/>.</summary>
    protected abstract SqlExpression TranslateMatches(IReadOnlyList<SqlExpression> textAndPattern);

    // Keys, and indexes of the whole table, are declared at the entities.
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDbFunction(typeof(EventAuthDbContext).GetMethod(nameof(Matches))!).HasTranslation(TranslateMatches);
        builder.Entity<InstallationRecord>().Property(row => row.Id).ValueGeneratedNever();
        builder.Entity<SetupLinkRecord>().Property(row => row.Id).ValueGeneratedNever();
        builder.Entity<PolicyRevisionRecord>(revision =>
        {
            revision.Property(row => row.Version).ValueGeneratedNever();
            revision.Property(row => row.Mode).HasDefaultValue(PolicyMode.Enforce);
            revision.Property(row => row.OtherEvents).HasDefaultValue(OtherEvents.Accept);
            revision.Property(row => row.Guarantees).HasDefaultValue("[]");
        });
        builder.Entity<PendingChangeRecord>().Property(row => row.Id).ValueGeneratedNever();
        builder.Entity<SignInRecord>()
            .HasOne<AdministratorAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.Entity<CatalogRecord>().Property(row => row.Hidden).HasDefaultValue(false);
        builder.Entity<IdentifierRecord>().Property(row => row.Proven).HasDefaultValue(false);
        builder.Entity<ProfileRecord>().HasIndex(row => row.MergedInto).HasFilter("\"MergedInto\" IS NOT NULL");
        builder.Entity<EventRecord>().HasIndex(row => row.EventId).IsUnique().HasFilter("\"EventId\" IS NOT NULL");
        builder.Entity<RejectionRecord>(rejection =>
        {
            rejection.HasIndex(row => row.Id).HasDatabaseName("IX_Rejections_Payload").HasFilter("\"Payload\" IS NOT NULL");
            rejection.HasIndex(row => row.UuidHash).HasFilter("\"UuidHash\" IS NOT NULL");
            rejection.HasIndex(row => row.EmailHash).HasFilter("\"EmailHash\" IS NOT NULL");
            rejection.HasIndex(row => row.CustomIdHash).HasFilter("\"CustomIdHash\" IS NOT NULL");
        });
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            if (property.FindContainingPrimaryKey() is { Properties.Count: 1 }
                && (property.ClrType == typeof(long) || property.ClrType == typeof(Guid)))
            {
                // The program itself counts these up, or makes them at random.
                property.ValueGenerated = ValueGenerated.Never;
            }
        }
    }
}
