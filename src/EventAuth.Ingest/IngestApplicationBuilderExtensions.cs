using EventAuth.Ingest.Limits;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Ingest;

/// <summary>Puts into the program what holds for every request of the ingest listener.</summary>
public static class IngestApplicationBuilderExtensions
{
    /// <summary>
    /// Adds the CORS headers, refuses origins that are not allowed and addresses that send more than they may, and turns every error into
    /// a problem document, 404 and 405 included. For requests of the ingest listener only, and before anything that answers them.
    /// </summary>
    /// <param name="app">The program.</param>
    /// <param name="watch">Is told of each request; null for nobody.</param>
    public static IApplicationBuilder UseIngest(this IApplicationBuilder app, ArrivalWatch? watch = null)
    {
        app.UseMiddleware<IngestListenerMiddleware>(watch ?? new ArrivalWatch(_ => { }, _ => { }));

        // Without a limit there is nothing on the way of an event that would ask for one.
        return app.ApplicationServices.GetRequiredService<IngestOptions>().RequestsPerSecond > 0
            ? app.UseMiddleware<AddressLimitMiddleware>()
            : app;
    }
}
