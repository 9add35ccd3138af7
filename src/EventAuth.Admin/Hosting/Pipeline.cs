using EventAuth.Admin.Audit.Actors;
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
        app.UseTrustedProxies(settings.Listeners);
        app.UseWhen(context => context.GetListener() == Listener.Ingest, ingest => ingest.UseIngest(ConnectionUse.Watch));
        app.UseWhen(
            context => context.GetListener() != Listener.Ingest,
            console => console.UseConnectionMarks().UseSecurityHeaders().UseErrorAnswers()
                .UseLiveConnections(app.Lifetime).UseAuditActors());
        app.UseRouting();

        // Accounts, forms and pages have no part in an event: nothing of theirs is asked on its way.
        app.MapWhen(context => context.GetListener() == Listener.Ingest, ingest => ingest.UseEndpoints(_ => { }));
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseRateLimiter();
        app.UseAuditOrigins();
        app.UseAntiforgery();
    }
}
