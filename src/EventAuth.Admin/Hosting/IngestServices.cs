using EventAuth.Admin.Hosting.Listeners;
using EventAuth.Admin.Hosting.Settings;
using EventAuth.Core.Tokens;
using EventAuth.Ingest;

namespace EventAuth.Admin.Hosting;

/// <summary>Puts the enforcement point on its listener.</summary>
internal static class IngestServices
{
    public static IServiceCollection AddIngest(this IServiceCollection services, AdminSettings settings) => services
        .AddSingleton(new TokenVerifier(settings.Tokens))
        .AddIngest(new IngestOptions { AllowedOrigins = settings.Ingest.AllowedOrigins });

    /// <summary>CORS and problem documents, for requests that came by the ingest listener.</summary>
    public static void UseIngestAnswers(this WebApplication app) =>
        app.UseWhen(context => context.GetListener() == Listener.Ingest, branch => branch.UseIngest());

    public static void MapIngestListener(this IEndpointRouteBuilder routes) => routes.MapIngest().OnListener(Listener.Ingest);
}
