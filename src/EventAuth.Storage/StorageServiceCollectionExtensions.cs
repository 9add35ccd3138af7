using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Inspection;
using EventAuth.Core.Previews;
using EventAuth.Core.Tokens;
using EventAuth.Storage.Attempts;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Catalog;
using EventAuth.Storage.Counts;
using EventAuth.Storage.Damage;
using EventAuth.Storage.Decisions;
using EventAuth.Storage.Files;
using EventAuth.Storage.Journal;
using EventAuth.Storage.Nodes;
using EventAuth.Storage.Policies;
using EventAuth.Storage.Postgres;
using EventAuth.Storage.Postgres.Attempts;
using EventAuth.Storage.Postgres.Journal;
using EventAuth.Storage.Postgres.Nodes;
using EventAuth.Storage.Postgres.Profiles;
using EventAuth.Storage.Postgres.Reading;
using EventAuth.Storage.Postgres.Retention;
using EventAuth.Storage.Previews;
using EventAuth.Storage.Profiles;
using EventAuth.Storage.Protection;
using EventAuth.Storage.Retention;
using EventAuth.Storage.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;

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
        services.AddSingleton<StorageFiles>();
        services.AddSingleton<DamagedRows>();
        services.AddSingleton<WriteTurns>();
        services.AddSingleton<AccessChanges>();
        if (options.Server is { } server)
        {
            services.AddPostgres(server, options.Notifications);
        }
        else
        {
            services.AddSqlite(options);
        }

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
        services.AddSingleton<TokenEndReader>();
        services.AddSingleton<IUsedTokens, UsedTokenReader>();
        services.AddShared<ICustomerRecords, CustomerRecords>();
        services.AddSingleton<IDecisionReader, DecisionReader>();
        services.AddSingleton<IDecisionCounts, DecisionCountReader>();
        services.AddSingleton<IDecisionReplay, DecisionReplay>();
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<JournalMetrics>();
        services.AddSingleton<JournalTraces>();
        services.AddSingleton<DecisionPulse>();
        services.AddSingleton<EarlyRejectionCounter>();
        services.TryAddSingleton<IRejectedPayloads, NoRejectedPayloads>();
        services.AddSingleton<JournalDependencies>();
        services.AddShared<IEventJournal, EventJournal>();
        services.AddShared<IHostedService, EventJournal>();
        services.TryAddSingleton<WalCheckpointer>();
        services.TryAddSingleton<GapCleaner>();
        services.AddShared<IHostedService, CustomerErasure>();
        return services;
    }

    private static void AddSqlite(this IServiceCollection services, StorageOptions options)
    {
        services.AddSingleton<ReadOnlyConnections>();
        services.AddSingleton<WatchedConnections>();
        services.AddSingleton<SingleChanges>();
        services.AddContexts<SqliteDbContext>((provider, context) => context.UseSqlite(options.ConnectionString).AddInterceptors(
            provider.GetRequiredService<WatchedConnections>(),
            provider.GetRequiredService<ReadOnlyConnections>(),
            provider.GetRequiredService<SingleChanges>()));
        services.AddSingleton<IEventAuthDatabase, SqliteDatabase>();
        services.AddSingleton<IJournalSession, SqliteJournalSession>();
        services.AddSingleton<INodeDirectory, SingleNode>();
        services.AddSingleton<IAttemptMemory, LocalAttempts>();
        services.AddSingleton<IDecisionRows, StretchDecisionRows>();
        services.AddSingleton<ICountRows, StretchCounts>();
        services.AddShared<IRetention, DecisionRetention>();
        services.AddShared<IHostedService, DecisionRetention>();
        services.AddSingleton<ICustomerTables, RunTables>();
        services.AddSingleton<ICustomerEraser, FileEraser>();
        services.AddShared<IHostedService, WalCheckpointer>();
    }

    private static void AddPostgres(this IServiceCollection services, string server, bool notifications)
    {
        services.AddSingleton(_ => ServerAddress.Connect(server));
        services.AddContexts<PostgresDbContext>((provider, context) => context
            .UseNpgsql(
                provider.GetRequiredService<NpgsqlDataSource>(),
                // What fails is thrown as it is, and not wrapped with the advice to try again.
                server => server.ExecutionStrategy(dependencies => new NonRetryingExecutionStrategy(dependencies)))
            .AddInterceptors(new TextParameters())
            // It names the server. Who tried to connect hears of it anyway.
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.ConnectionError)));
        services.AddSingleton<ISharedKeys, SharedKeys>();
        if (notifications)
        {
            services.AddSingleton<IPolicyNews, PolicyNews>();
        }

        services.AddSingleton<INodeDirectory, NodeTable>();
        services.AddSingleton<IAttemptMemory, AttemptTable>();
        services.AddShared<IHostedService, SharedChanges>();
        services.AddSingleton<IDecisionRows, PostgresDecisions>();
        services.AddSingleton<ICountRows, PostgresCounts>();
        services.AddShared<IRetention, PostgresRetention>();
        services.AddShared<IHostedService, PostgresRetention>();
        services.AddSingleton<IEventAuthDatabase, PostgresDatabase>();
        services.AddSingleton<IJournalSession, PostgresJournalSession>();
        services.AddSingleton<ICustomerTables, PostgresCustomerTables>();
        services.AddSingleton<ICustomerEraser, PostgresEraser>();
    }

    // The database's own context, by the name that does not say which it is.
    private static void AddContexts<TContext>(
        this IServiceCollection services, Action<IServiceProvider, DbContextOptionsBuilder> configure)
        where TContext : EventAuthDbContext
    {
        services.AddDbContextFactory<TContext>(configure);
        services.AddSingleton<IDbContextFactory<EventAuthDbContext>, ContextFactory<TContext>>();
        services.AddScoped<EventAuthDbContext>(provider => provider.GetRequiredService<TContext>());
    }

    // One object, registered as itself and as its interface.
    private static void AddShared<TService, TImplementation>(this IServiceCollection services)
        where TService : class
        where TImplementation : class, TService
    {
        services.TryAddSingleton<TImplementation>();
        services.AddSingleton<TService>(provider => provider.GetRequiredService<TImplementation>());
    }

    private sealed class ContextFactory<TContext>(IDbContextFactory<TContext> contexts) : IDbContextFactory<EventAuthDbContext>
        where TContext : EventAuthDbContext
    {
        public EventAuthDbContext CreateDbContext() => contexts.CreateDbContext();
    }

    /// <summary>The default for a host: everything is done by the program itself.</summary>
    private sealed class ProgramAsActor : IAuditActorSource
    {
        public AuditActor Current => AuditActor.Installation;
    }
}
