using EventAuth.Core.Catalog;
using EventAuth.Core.Decisions;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Storage.Database;

/// <summary>The tables, the same in each database. One context an operation, from its factory.</summary>
public abstract class EventAuthDbContext(DbContextOptions options) : IdentityDbContext<AdministratorAccount, IdentityRole, string>(options)
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
        if (_turns is null || Database.CurrentTransaction is not null)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        await _turns.TakeAsync(cancellationToken);
        try
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            _turns.GiveBack();
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMillisecondsConverter>();
        configurationBuilder.Properties<Guid>().HaveConversion<BigEndianGuidConverter>();
        configurationBuilder.Properties<DecisionReason>().HaveConversion<EnumConverter<DecisionReason>>();
        configurationBuilder.Properties<CustomerState>().HaveConversion<EnumConverter<CustomerState>>();
        configurationBuilder.Properties<EventSource>().HaveConversion<EnumConverter<EventSource>>();
        configurationBuilder.Properties<IdentifierKind>().HaveConversion<EnumConverter<IdentifierKind>>();
        configurationBuilder.Properties<LinkProof>().HaveConversion<EnumConverter<LinkProof>>();
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<InstallationRecord>().Property(row => row.Id).ValueGeneratedNever();
        builder.Entity<SetupLinkRecord>().Property(row => row.Id).ValueGeneratedNever();
        builder.Entity<ApiKeyRecord>().HasIndex(row => row.Hash).IsUnique();
        builder.Entity<InvitationRecord>().HasIndex(row => row.Hash).IsUnique();
        builder.Entity<SignInRecord>(signIn =>
        {
            signIn.Property(row => row.Id).ValueGeneratedNever();
            signIn.HasIndex(row => new { row.AccountId, row.At });
            signIn.HasOne<AdministratorAccount>().WithMany().HasForeignKey(row => row.AccountId).OnDelete(DeleteBehavior.Cascade);
        });
        builder.Entity<CertificateRecord>().HasKey(row => row.Id);
        builder.Entity<CatalogRecord>(entry =>
        {
            entry.HasKey(row => row.Action);
            entry.Property(row => row.Hidden).HasDefaultValue(false);
        });
        builder.Entity<TokenEndRecord>().HasKey(row => row.Identifier);
        builder.Entity<ErasureRecord>(erasure =>
        {
            erasure.HasKey(row => row.ProfileId);
            erasure.Property(row => row.ProfileId).ValueGeneratedNever();
        });
        builder.Entity<PolicyRevisionRecord>(revision =>
        {
            revision.HasKey(row => row.Version);
            revision.Property(row => row.Version).ValueGeneratedNever();
        });
        builder.Entity<ProfileRecord>(profile =>
        {
            profile.Property(row => row.Id).ValueGeneratedNever();
            profile.HasIndex(row => row.MergedInto).HasFilter("\"MergedInto\" IS NOT NULL");
        });
        builder.Entity<IdentifierRecord>(identifier =>
        {
            identifier.HasKey(row => new { row.Kind, row.Value });
            identifier.HasIndex(row => row.ProfileId);
            identifier.Property(row => row.Proven).HasDefaultValue(false);
        });
        builder.Entity<ProfileLinkRecord>(link =>
        {
            link.Property(row => row.Id).ValueGeneratedNever();
            link.HasIndex(row => row.ProfileId);
        });
        builder.Entity<EventRecord>(row =>
        {
            row.Property(r => r.Id).ValueGeneratedNever();
            row.HasIndex(r => r.EventId).IsUnique().HasFilter("\"EventId\" IS NOT NULL");
        });
        BuildDecisions(builder);
        builder.Entity<ActivityRecord>().HasKey(row => new { row.Run, row.ProfileId, row.Time, row.ReceivedAt, row.EventId });
        builder.Entity<UsedTokenRecord>().HasKey(row => new { row.Expires, row.TokenId });
        builder.Entity<ActivityRunRecord>(run =>
        {
            run.HasKey(row => row.Run);
            run.Property(row => row.Run).ValueGeneratedNever();
        });
        builder.Entity<AuditRecord>(entry =>
        {
            entry.HasKey(row => row.Number);
            entry.Property(row => row.Number).ValueGeneratedNever();
        });

        // Not the keys that the database may count up: they are always numbers.
        foreach (var property in builder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            if (property.ClrType == typeof(int) && property.FindContainingPrimaryKey() is not { Properties.Count: 1 })
            {
                property.SetValueConverter(new NumberConverter());
            }
        }
    }

    private static void BuildDecisions(ModelBuilder builder)
    {
        builder.Entity<RejectionRecord>(rejection =>
        {
            rejection.Property(row => row.Id).ValueGeneratedNever();
            rejection.HasIndex(row => row.Id).HasDatabaseName("IX_Rejections_Payload").HasFilter("\"Payload\" IS NOT NULL");
            rejection.HasIndex(row => row.UuidHash).HasFilter("\"UuidHash\" IS NOT NULL");
            rejection.HasIndex(row => row.EmailHash).HasFilter("\"EmailHash\" IS NOT NULL");
            rejection.HasIndex(row => row.CustomIdHash).HasFilter("\"CustomIdHash\" IS NOT NULL");
        });
        builder.Entity<DecisionCountRecord>()
            .HasKey(row => new { row.Width, row.Period, row.Reason, row.Customer, row.CertificateId, row.Action });
        builder.Entity<DecisionStretchRecord>(stretch =>
        {
            stretch.HasKey(row => row.Number);
            stretch.Property(row => row.Number).ValueGeneratedNever();
        });
        builder.Entity<StretchDecisionRecord>().HasKey(row => new { row.Stretch, row.Reason, row.Action, row.CertificateId });
        builder.Entity<RejectionSlotRecord>().HasKey(row => new { row.File, row.Slot });
    }
}
