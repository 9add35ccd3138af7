using EventAuth.Admin.Settings;
using EventAuth.Admin.Snippets;
using EventAuth.Admin.TestSite;
using EventAuth.Core.Conformance;
using EventAuth.Ingest;

namespace EventAuth.Admin.Hosting;

/// <summary>Registers the enforcement point with the program's settings.</summary>
internal static class IngestServices
{
    public static IServiceCollection AddIngestEndpoint(this IServiceCollection services, AdminSettings settings) => services
        .AddSingleton(provider => new TokenVerifier(settings.Tokens, provider.GetRequiredService<EndedTokens>()))
        .AddTokenInspection(settings.Tokens)
        .AddSingleton(TokenClaims.For(settings.Tokens))
        .AddSingleton(new TestSiteOrigins(settings.Ingest))
        .AddIngest(settings.Ingest);

    /// <summary>Adds the inspection of tokens, with the settings that are used for those of requests.</summary>
    public static IServiceCollection AddTokenInspection(this IServiceCollection services, TokenRules rules) => services
        .AddSingleton(provider => new TokenInspector(rules, provider.GetRequiredService<EndedTokens>()))
        .AddSingleton<TokenInspections>()
        .AddSingleton<TokenConformance>();
}
