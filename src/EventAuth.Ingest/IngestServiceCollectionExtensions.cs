using EventAuth.Core.Decisions;
using EventAuth.Core.Inspection;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Buffers;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Requests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EventAuth.Ingest;

/// <summary>Registers the enforcement point.</summary>
public static class IngestServiceCollectionExtensions
{
    /// <summary>
    /// Adds the ingest endpoint. The program itself brings a <c>PolicyMonitor</c>, an <c>IEventJournal</c> and a <see
    /// cref="TokenVerifier"/>.
    /// </summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="options">Settings that were found right.</param>
    public static IServiceCollection AddIngest(this IServiceCollection services, IngestOptions options)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.TryAddSingleton<FormerKeys>();
        services.TryAddSingleton(provider => new TokenInspector(
            provider.GetRequiredService<TokenVerifier>().Rules,
            provider.GetService<EndedTokens>() ?? new EndedTokens(provider.GetRequiredService<TimeProvider>())));
        services.AddSingleton<TokenCauses>();
        services.TryAddSingleton<IRejectedPayloads, NoRejectedPayloads>();
        services.AddSingleton<IngestMetrics>();
        services.AddSingleton<IngestTraces>();
        services.AddSingleton(_ => new AddressLimiter(options.RequestsPerSecond));
        services.AddSingleton<IntakePool>();
        services.AddSingleton(provider => new BodyMemory(options.MaxBodyMegabytes, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<RequestBody>();
        services.AddSingleton<Authenticator>();
        services.AddSingleton<RejectionLog>();
        services.AddSingleton<IngestPipeline>();
        services.AddSingleton<SingleEvent>();
        services.AddSingleton<EventBatch>();
        return services;
    }
}
