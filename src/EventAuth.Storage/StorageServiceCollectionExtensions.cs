using EventAuth.Core.Audit;
using EventAuth.Core.Catalog;
using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Inspection;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Profiles;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Catalog;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Damage;
using EventAuth.Storage.Database;
using EventAuth.Storage.Decisions;
using EventAuth.Storage.Files;
using EventAuth.Storage.Journal;
using EventAuth.Storage.Policies;
using EventAuth.Storage.Profiles;
using EventAuth.Storage.Retention;
using EventAuth.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace EventAuth.Storage;

/// <summary>Registers storage.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>
    /// Adds the stores, readers and the journal over the embedded database. The host makes the folder and calls
    /// <see cref="IEventAuthDatabase.PrepareAsync"/> before it starts; the journal runs as a hosted service.
    /// </summary>
    public static IServiceCollection AddEventAuthStorage(this IServiceCollection services, StorageOptions options)
    {
        var readOnly = new ReadOnlyConnections();
        services.AddSingleton(options);
        services.AddSingleton<IConnectionExclusion>(readOnly);
        services.AddSingleton<StorageFiles>();
        services.AddSingleton<DamagedRows>();
        services.AddSingleton<WriteTurns>();
        services.AddSingleton<SingleChanges>();
        services.AddDbContextFactory<SqliteDbContext>((provider, context) => context.UseSqlite(options.ConnectionString).AddInterceptors(
            new WatchedConnections(provider.GetRequiredService<StorageFiles>()), readOnly, provider.GetRequiredService<SingleChanges>()));
        services.AddSingleton<IDbContextFactory<EventAuthDbContext>, SqliteContextFactory>();
        services.AddScoped<EventAuthDbContext>(provider => provider.GetRequiredService<SqliteDbContext>());
        services.AddSingleton<IEventAuthDatabase, SqliteDatabase>();
        services.AddSingleton<AuditFiles>();
        services.TryAddSingleton<IAuditActorSource, ProgramAsActor>();
        services.AddSingleton<AuditRecorder>();
        services.AddSingleton<IAuditTrail>(provider => provider.GetRequiredService<AuditRecorder>());
        services.AddSingleton<IAuditedChanges>(provider => provider.GetRequiredService<AuditRecorder>());
        services.AddSingleton<IAuditReader, AuditReader>();
        services.AddSingleton<CatalogIndex>();
        services.AddSingleton<EventCatalog>();
        services.AddSingleton<IEventCatalog>(provider => provider.GetRequiredService<EventCatalog>());
        services.AddSingleton<IPolicyStore, PolicyStore>();
        services.AddSingleton<IProfileReader, ProfileReader>();
        services.TryAddSingleton<EndedTokens>();
        services.AddSingleton<IUsedTokens, UsedTokenReader>();
        services.AddSingleton<CustomerRecords>();
        services.AddSingleton<ICustomerRecords>(provider => provider.GetRequiredService<CustomerRecords>());
        services.AddSingleton<IDecisionReader, DecisionReader>();
        services.AddSingleton<IDecisionCounts, DecisionCountReader>();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<JournalMetrics>();
        services.AddSingleton<JournalTraces>();
        services.AddSingleton<DecisionPulse>();
        services.AddSingleton<RejectionCounter>();
        services.TryAddSingleton<IRejectedPayloads, NoRejectedPayloads>();
        services.AddSingleton<JournalSurroundings>();
        services.AddSingleton<SqliteEventJournal>();
        services.AddSingleton<IEventJournal>(provider => provider.GetRequiredService<SqliteEventJournal>());
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<SqliteEventJournal>());
        services.AddHostedService<RejectionCountPump>();
        services.AddSingleton<DecisionRetention>();
        services.AddHostedService(provider => provider.GetRequiredService<DecisionRetention>());
        services.AddSingleton<LogCheckpointer>();
        services.AddHostedService(provider => provider.GetRequiredService<LogCheckpointer>());
        services.AddSingleton<GapCleaner>();
        services.AddSingleton<CustomerErasure>();
        services.AddHostedService(provider => provider.GetRequiredService<CustomerErasure>());
        return services;
    }
}
