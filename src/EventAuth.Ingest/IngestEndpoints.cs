using EventAuth.Core.Decisions;
using EventAuth.Core.Inspection;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Buffers;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Paths;
using EventAuth.Ingest.Probes;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Sdk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EventAuth.Ingest;

/// <summary>Adds the ingest endpoint to a program.</summary>
public static class IngestEndpoints
{
    /// <summary>Adds its services. The program adds a <c>PolicyMonitor</c>, an <c>IEventJournal</c> and a <c>TokenVerifier</c>.</summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="options">Validated settings.</param>
    public static IServiceCollection AddIngest(this IServiceCollection services, IngestOptions options)
    {
        services.AddMetrics();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options);
        services.TryAddSingleton<FormerKeys>();
        services.TryAddSingleton(provider => new TokenInspector(
            provider.GetRequiredService<TokenVerifier>().Rules,
            provider.GetService<EndedTokens>() ?? new EndedTokens(provider.GetRequiredService<TimeProvider>())));
        services.TryAddSingleton<IRejectedPayloads, NoRejectedPayloads>();
        return services.AddSingleton<TokenCauses>().AddSingleton<IngestMetrics>().AddSingleton<IngestTraces>()
            .AddSingleton<ProbeSecret>()
            .AddSingleton(_ => new AddressLimiter(options.RequestsPerSecond))
            .AddSingleton(provider => new BodyMemory(options.MaxBodyMegabytes, provider.GetRequiredService<TimeProvider>()))
            .AddSingleton<RequestBody>().AddSingleton<Authenticator>().AddSingleton<EarlyRejectionRecorder>()
            .AddSingleton<IngestPipeline>().AddSingleton<SingleEvent>().AddSingleton<EventBatch>();
    }

    /// <summary>
    /// Adds the CORS headers, refuses origins that are not allowed and addresses that send more than they may, and turns every error into
    /// a problem document, 404 and 405 included. For requests of the ingest listener only, and before anything that answers them.
    /// </summary>
    /// <param name="app">The program.</param>
    /// <param name="watch">Is called for each request; or null.</param>
    public static IApplicationBuilder UseIngest(this IApplicationBuilder app, ArrivalWatch? watch = null)
    {
        app.UseMiddleware<IngestListenerMiddleware>(watch ?? new ArrivalWatch(_ => { }, _ => { }));

        // Without a limit, no step is added to the handling of an event.
        if (app.ApplicationServices.GetRequiredService<IngestOptions>().RequestsPerSecond > 0)
        {
            var limiter = app.ApplicationServices.GetRequiredService<AddressLimiter>();
            var probes = app.ApplicationServices.GetRequiredService<ProbeSecret>();
            app.Use((context, next) => probes.IsIn(context.Request) || limiter.Admit(context) ? next(context) : Task.CompletedTask);
        }

        return app;
    }

    /// <summary>
    /// Maps <c>POST /v4/events/custom</c>, <c>POST /v4/events/batch</c> and the paths of typed events, such as
    /// <c>POST /v4/events/logged-in</c>, each with its preflight, and the files of the JavaScript SDK.
    /// </summary>
    public static IEndpointConventionBuilder MapIngest(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var pipeline = services.GetRequiredService<IngestPipeline>();
        endpoints.MapSdk();
        var single = services.GetRequiredService<SingleEvent>();
        var group = endpoints.MapGroup("");
        Map(IngestPaths.Custom, single);
        Map(IngestPaths.Batch, services.GetRequiredService<EventBatch>());
        foreach (var typed in TypedEvent.All)
        {
            Map($"{IngestPaths.Events}/{typed.Name}", single.Named(typed.Action));
        }

        // A browser's token is checked by the pipeline; the accounts of the console do not matter here.
        return group.AllowAnonymous().ExcludeFromDescription();

        void Map(string path, RequestKind kind)
        {
            group.MapPost(path, context => pipeline.HandleAsync(context, kind));
            group.MapMethods(path, [HttpMethods.Options], OriginPolicy.AnswerPreflight);
        }
    }
}

/// <summary>Observes which connections send requests.</summary>
/// <param name="Arrived">Called for each request as soon as its headers have arrived.</param>
/// <param name="Passed">Called for each request that was not refused, after its answer.</param>
public sealed record ArrivalWatch(Action<HttpContext> Arrived, Action<HttpContext> Passed);
