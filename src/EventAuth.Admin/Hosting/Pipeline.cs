using EventAuth.Admin.Audit;
using EventAuth.Admin.Connections;
using EventAuth.Admin.Listeners;
using EventAuth.Admin.Responses;
using EventAuth.Admin.Settings;
using EventAuth.Admin.Transport;
using EventAuth.Ingest;

namespace EventAuth.Admin.Hosting;

/// <summary>What every request goes through on its way to an endpoint, in this order.</summary>
internal static class Pipeline
{
    public static void UsePipeline(this WebApplication app, AdminSettings settings)
    {
        // The client's address and scheme, from a trusted proxy. With no known proxy at all the middleware would trust everybody.
        if (!settings.Listeners.TrustedProxies.IsEmpty)
        {
            app.UseForwardedHeaders();
        }

        // Events do not use accounts, forms and pages: none of their steps runs for an event, and none of their paths exists there.
        app.MapWhen(
            context => context.GetListener() == Listener.Ingest,
            ingest => ingest.UseIngest(ConnectionUse.Watch).UseRouting().UseEndpoints(routes =>
            {
                routes.MapHealth();
                routes.MapIngest();
            }));
        app.UseConnectionMarks().UseSecurityHeaders().UseReadableHosts().UseErrorAnswers();

        // Requests from neither listener find nothing.
        app.MapWhen(context => context.GetListener() == Listener.None, _ => { });
        app.UseLiveConnections(app.Lifetime).UseAuditActors();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        if (settings.RateLimits is not { SignInPerMinute: 0, ApiPerSecond: 0 })
        {
            // It has a timer that nothing stops, and that keeps a stopped program in memory.
            app.UseRateLimiter();
        }

        app.UseAuditOrigins();
        app.UseAntiforgery();
    }
}
