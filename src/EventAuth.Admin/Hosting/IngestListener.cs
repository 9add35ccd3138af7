using EventAuth.Admin.Hosting.Listeners;
using EventAuth.Admin.Hosting.Settings;
using EventAuth.Core.Tokens;
using EventAuth.Ingest;

namespace EventAuth.Admin.Hosting;

/// <summary>Puts the enforcement point on its own listener.</summary>
internal static class IngestListener
{
    public static IServiceCollection AddIngestListener(this IServiceCollection services, AdminSettings settings) =>
        services.AddSingleton(new TokenVerifier(settings.Tokens)).AddIngest(settings.Ingest);

    /// <summary>What holds for every request of that listener, and of no other.</summary>
    public static void UseIngestListener(this WebApplication app) =>
        app.UseWhen(context => context.GetListener() == Listener.Ingest, ingest => ingest.UseIngest());

    public static void MapIngestListener(this IEndpointRouteBuilder routes) => routes.MapIngest().OnListener(Listener.Ingest);
}
