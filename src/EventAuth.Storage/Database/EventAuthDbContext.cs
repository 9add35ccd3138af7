using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Storage.Database;

/// <summary>The tables. One context an operation, from its factory.</summary>
public sealed class EventAuthDbContext(DbContextOptions<EventAuthDbContext> options)
    : IdentityDbContext<AdministratorAccount, IdentityRole, string>(options)
{
    // Null for a context that the program did not make.
    private readonly WriteTurns? _turns =
        options.FindExtension<CoreOptionsExtension>()?.ApplicationServiceProvider?.GetService<WriteTurns>();

    public DbSet<InstallationRecord> Installation => Set<InstallationRecord>();
    public DbSet<ApiKeyRecord> ApiKeys => Set<ApiKeyRecord>();
    public DbSet<SignInRecord> SignIns => Set<SignInRecord>();
    public DbSet<InvitationRecord> Invitations => Set<InvitationRecord>();
    public DbSet<SetupLinkRecord> SetupLinks => Set<SetupLinkRecord>();
    public DbSet<PolicyRevisionRecord> PolicyRevisions => Set<PolicyRevisionRecord>();
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
    public DbSet<ActivityRunRecord> ActivityRuns => Set<ActivityRunRecord>();
    public DbSet<AuditRecord> AuditEntries => Set<AuditRecord>();
    public DbSet<TokenEndRecord> TokenEnds => Set<TokenEndRecord>();
    public DbSet<ErasureRecord> Erasures => Set<ErasureRecord>();

    /// <summary>Saves in its turn. Who began a transaction waited for the turn before, and has it until its end.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var turn = _turns is null || Database.CurrentTransaction is not null
            ? (WriteTurn?)null
            : await _turns.TakeAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
        configurationBuilder.Properties<Guid>().HaveConversion<BigEndianGuidConverter>();

        // A number that stands for nothing is read as it is, for the reader to leave its row out.
        configurationBuilder.Properties<DecisionReason>().HaveConversion<long>();
        configurationBuilder.Properties<CustomerState>().HaveConversion<long>();
        configurationBuilder.Properties<EventSource>().HaveConversion<long>();
        configurationBuilder.Properties<IdentifierKind>().HaveConversion<long>();
        configurationBuilder.Properties<LinkProof>().HaveConversion<long>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<InstallationRecord>().Property(row => row.Id).ValueGeneratedNever();
        builder.Entity<SetupLinkRecord>().Property(row => row.Id).ValueGeneratedNever();
        builder.Entity<ApiKeyRecord>().HasIndex(row => row.Hash).IsUnique();
        builder.Entity<InvitationRecord>().HasIndex(row => row.Hash).IsUnique();
        builder.Entity<SignInRecord>(signIn =>
        {
            signIn.HasIndex(row => new { row.AccountId, row.At });
            signIn.HasOne<AdministratorAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<CatalogRecord>().HasKey(row => row.Action);
        builder.Entity<CatalogRecord>().Property(row => row.Hidden).HasDefaultValue(false);
        builder.Entity<TokenEndRecord>().HasKey(row => row.Identifier);
        builder.Entity<ErasureRecord>().HasKey(row => row.ProfileId);
        builder.Entity<PolicyRevisionRecord>().HasKey(row => row.Version);
        builder.Entity<PolicyRevisionRecord>().Property(row => row.Version).ValueGeneratedNever();
        builder.Entity<ProfileRecord>().HasIndex(row => row.MergedInto).HasFilter("\"MergedInto\" IS NOT NULL");
        builder.Entity<IdentifierRecord>(identifier =>
        {
            identifier.HasKey(row => new { row.Kind, row.Value });
            identifier.HasIndex(row => row.ProfileId);
            identifier.Property(row => row.Proven).HasDefaultValue(false);
        });
        builder.Entity<ProfileLinkRecord>().HasIndex(row => row.ProfileId);
        builder.Entity<EventRecord>().HasIndex(row => row.EventId).IsUnique().HasFilter("\"EventId\" IS NOT NULL");
        builder.Entity<RejectionRecord>(rejection =>
        {
            rejection.HasIndex(row => row.Id).HasDatabaseName("IX_Rejections_Payload").HasFilter("\"Payload\" IS NOT NULL");
            rejection.HasIndex(row => row.UuidHash).HasFilter("\"UuidHash\" IS NOT NULL");
            rejection.HasIndex(row => row.EmailHash).HasFilter("\"EmailHash\" IS NOT NULL");
            rejection.HasIndex(row => row.CustomIdHash).HasFilter("\"CustomIdHash\" IS NOT NULL");
        });
        builder.Entity<DecisionCountRecord>()
            .HasKey(row => new { row.Width, row.Period, row.Reason, row.Customer, row.CertificateId, row.Action });
        builder.Entity<DecisionStretchRecord>().HasKey(row => row.Number);
        builder.Entity<StretchDecisionRecord>().HasKey(row => new { row.Stretch, row.Reason, row.Action, row.CertificateId });
        builder.Entity<RejectionSlotRecord>().HasKey(row => new { row.File, row.Slot });
        builder.Entity<ActivityRecord>().HasKey(row => new { row.Run, row.ProfileId, row.Time, row.ReceivedAt, row.EventId });
        builder.Entity<UsedTokenRecord>().HasKey(row => new { row.Expires, row.TokenId });
        builder.Entity<ActivityRunRecord>().HasKey(row => row.Run);
        builder.Entity<AuditRecord>().HasKey(row => row.Number);
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            var isWholeKey = property.FindContainingPrimaryKey() is { Properties.Count: 1 };
            if (property.ClrType == typeof(int) && !isWholeKey)
            {
                // Not the keys that the database may count up: they are always numbers.
                property.SetValueConverter(new NumberConverter());
            }
            else if (isWholeKey && (property.ClrType == typeof(long) || property.ClrType == typeof(Guid)))
            {
                // The program itself counts these up, or draws them.
                property.ValueGenerated = ValueGenerated.Never;
            }
        }
    }
}
