using EventAuth.Ingest.Cors;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Ingest;

/// <summary>The paths of the ingest endpoint.</summary>
public static class IngestEndpoints
{
    private const string EventPath = "/custom";
    private const string BatchPath = "/batch";

    /// <summary>
    /// Maps <c>POST /v4/events/custom</c> and <c>POST /v4/events/batch</c>, each with its preflight.
    /// The caller marks what is returned for the ingest listener.
    /// </summary>
    public static IEndpointConventionBuilder MapIngest(this IEndpointRouteBuilder endpoints)
    {
        var services = endpoints.ServiceProvider;
        var pipeline = services.GetRequiredService<IngestPipeline>();
        var single = services.GetRequiredService<SingleEvent>();
        var batch = services.GetRequiredService<EventBatch>();
        var group = endpoints.MapGroup("/v4/events");
        group.MapPost(EventPath, context => pipeline.HandleAsync(context, single));
        group.MapPost(BatchPath, context => pipeline.HandleAsync(context, batch));
        foreach (var path in (ReadOnlySpan<string>)[EventPath, BatchPath])
        {
            group.MapMethods(path, [HttpMethods.Options], OriginPolicy.AnswerPreflight);
        }

        // A browser's token is checked by the pipeline; the accounts of the console have no say here.
        return group.AllowAnonymous().ExcludeFromDescription();
    }
}
