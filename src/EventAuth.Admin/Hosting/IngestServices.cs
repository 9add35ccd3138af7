using EventAuth.Admin.Listeners;
using EventAuth.Admin.Settings;
using EventAuth.Core.Tokens;
using EventAuth.Ingest;

namespace EventAuth.Admin.Hosting;

/// <summary>Puts the enforcement point behind its listener.</summary>
internal static class IngestServices
{
    /// <summary>Adds the enforcement point under the program's settings.</summary>
    public static IServiceCollection AddIngestEndpoint(this IServiceCollection services, AdminSettings settings)
    {
        services.AddSingleton(provider => new TokenVerifier(settings.Tokens, provider.GetRequiredService<EndedTokens>()));
        return services.AddIngest(settings.Ingest);
    }

    /// <summary>Opens it on the ingest listener.</summary>
    public static void MapIngestEndpoint(this WebApplication app) => app.MapIngest().OnListener(Listener.Ingest);
}
