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

        // Accounts, forms and pages have no part in an event: nothing of theirs is asked on its way, and none of their paths is there.
        app.MapWhen(
            context => context.GetListener() == Listener.Ingest,
            ingest => ingest.UseIngest(ConnectionUse.Watch).UseRouting().UseEndpoints(routes =>
            {
                routes.MapHealth();
                routes.MapIngest();
            }));
        app.UseConnectionMarks().UseSecurityHeaders().UseErrorAnswers();

        // Whatever came in by neither door finds nothing.
        app.MapWhen(context => context.GetListener() == Listener.None, _ => { });
        app.UseLiveConnections(app.Lifetime).UseAuditActors();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAuditOrigins();
        app.UseAntiforgery();
    }
}
