using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.Accounts;

/// <summary>Who may come in where.</summary>
internal static class AccessRules
{
    /// <summary>The admin API: a key with all rights.</summary>
    public static AuthorizationPolicy Api { get; } = new AuthorizationPolicyBuilder(ApiKeyAuthenticationHandler.SchemeName)
        .RequireAuthenticatedUser()
        .RequireRole(Roles.Administrator)
        .Build();

    /// <summary>
    /// Everything that does not say otherwise: somebody who signed in. Where no route matched there is nothing to protect,
    /// and the answer stays 404 or 405 instead of a way to the sign-in page.
    /// </summary>
    public static AuthorizationPolicy Fallback { get; } = new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme)
        .RequireAssertion(access =>
            access.User.Identity is { IsAuthenticated: true }
            || access.Resource is HttpContext context && context.GetEndpoint() is not RouteEndpoint)
        .Build();
}
