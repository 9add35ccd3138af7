using Microsoft.AspNetCore.Builder;

namespace EventAuth.Ingest;

/// <summary>Puts into the program what holds for every request of the ingest listener.</summary>
public static class IngestApplicationBuilderExtensions
{
    /// <summary>
    /// Adds the CORS headers, refuses origins that are not allowed, and turns every error into a problem document, 404 and 405 included.
    /// For requests of the ingest listener only, and before anything that answers them.
    /// </summary>
    public static IApplicationBuilder UseIngest(this IApplicationBuilder app) => app.UseMiddleware<IngestListenerMiddleware>();
}
