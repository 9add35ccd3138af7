using EventAuth.Core.Inspection;
using EventAuth.Core.Tokens;

namespace EventAuth.Admin.Hosting;

/// <summary>Registers the inspection of tokens.</summary>
internal static class TokenServices
{
    /// <summary>Adds it under the settings by which the tokens of requests are checked.</summary>
    public static IServiceCollection AddTokenInspection(this IServiceCollection services, TokenRules rules) => services
        .AddSingleton(provider => new TokenInspector(rules, provider.GetRequiredService<EndedTokens>()))
        .AddSingleton<TokenInspections>();
}
