using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Inspection;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Catalog;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Damage;
using EventAuth.Storage.Decisions;
using EventAuth.Storage.Files;
using EventAuth.Storage.Journal;
using EventAuth.Storage.Policies;
using EventAuth.Storage.Profiles;
using EventAuth.Storage.Retention;
using EventAuth.Storage.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace EventAuth.Storage;

/// <summary>Registers storage.</summary>
public static class StorageServiceCollectionExtensions
{
    /// <summary>
    /// Adds the stores, readers and the journal over the embedded database. The host creates the folder and calls
    /// <see cref="IEventAuthDatabase.PrepareAsync"/> before it starts; the journal runs as a hosted service.
    /// </summary>
    public static IServiceCollection AddEventAuthStorage(this IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton<ReadOnlyConnections>();
        services.AddSingleton<StorageFiles>();
        services.AddSingleton<WatchedConnections>();
        services.AddSingleton<DamagedRows>();
        services.AddSingleton<WriteTurns>();
        services.AddSingleton<SingleChanges>();
        services.AddDbContextFactory<EventAuthDbContext>((provider, context) => context.UseSqlite(options.ConnectionString).AddInterceptors(
            provider.GetRequiredService<WatchedConnections>(),
            provider.GetRequiredService<ReadOnlyConnections>(),
            provider.GetRequiredService<SingleChanges>()));
        services.AddSingleton<IEventAuthDatabase, SqliteDatabase>();
        services.AddSingleton<AuditFiles>();
        services.TryAddSingleton<IAuditActorSource, ProgramAsActor>();
        services.AddShared<IAuditTrail, AuditRecorder>();
        services.AddShared<IAuditedChanges, AuditRecorder>();
        services.AddSingleton<IAuditReader, AuditReader>();
        services.AddSingleton<CatalogIndex>();
        services.AddShared<IEventCatalog, EventCatalog>();
        services.AddSingleton<IPolicyStore, PolicyStore>();
        services.AddSingleton<IProfileReader, ProfileReader>();
        services.TryAddSingleton<EndedTokens>();
        services.AddSingleton<IUsedTokens, UsedTokenReader>();
        services.AddShared<ICustomerRecords, CustomerRecords>();
        services.AddSingleton<IDecisionReader, DecisionReader>();
        services.AddSingleton<IDecisionCounts, DecisionCountReader>();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<JournalMetrics>();
        services.AddSingleton<JournalTraces>();
        services.AddSingleton<DecisionPulse>();
        services.AddSingleton<EarlyRejectionCounter>();
        services.TryAddSingleton<IRejectedPayloads, NoRejectedPayloads>();
        services.AddSingleton<JournalDependencies>();
        services.AddShared<IEventJournal, SqliteEventJournal>();
        services.AddShared<IHostedService, SqliteEventJournal>();
        services.AddShared<IHostedService, DecisionRetention>();
        services.AddShared<IHostedService, WalCheckpointer>();
        services.AddSingleton<GapCleaner>();
        services.AddShared<IHostedService, CustomerErasure>();
        return services;
    }

    // One object, registered as itself and as its interface.
    private static void AddShared<TService, TImplementation>(this IServiceCollection services)
        where TService : class
        where TImplementation : class, TService
    {
        services.TryAddSingleton<TImplementation>();
        services.AddSingleton<TService>(provider => provider.GetRequiredService<TImplementation>());
    }

    /// <summary>The default for a host: everything is done by the program itself.</summary>
    private sealed class ProgramAsActor : IAuditActorSource
    {
        public AuditActor Current => AuditActor.Installation;
    }
}
