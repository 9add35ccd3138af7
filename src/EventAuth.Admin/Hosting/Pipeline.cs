using EventAuth.Admin.Hosting.Listeners;
using EventAuth.Admin.Hosting.Responses;
using EventAuth.Admin.Hosting.Settings;

namespace EventAuth.Admin.Hosting;

/// <summary>What every request goes through on its way to an endpoint, in this order.</summary>
internal static class Pipeline
{
    public static void UsePipeline(this WebApplication app, AdminSettings settings)
    {
        app.UseTrustedProxies(settings.Listeners);
        app.UseSecurityHeaders();
        app.UseErrorAnswers();
        app.UseIngestListener();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
    }
}
