using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.Access;

/// <summary>Who may access what.</summary>
internal static class AccessRules
{
    /// <summary>How programs authenticate.</summary>
    public const string KeyScheme = "ApiKey";

    /// <summary>The admin API: any key.</summary>
    public static AuthorizationPolicy Api { get; } = KeyWith(Roles.Viewer);

    /// <summary>What changes the lists.</summary>
    public static AuthorizationPolicy ApiEditing { get; } = KeyWith(Roles.Editor);

    /// <summary>What changes the certificate.</summary>
    public static AuthorizationPolicy ApiAdministration { get; } = KeyWith(Roles.Administrator);

    /// <summary>What only administrators may download from the console.</summary>
    public static AuthorizationPolicy Administration { get; } = new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme)
        .RequireAuthenticatedUser()
        .RequireRole(Roles.Administrator)
        .Build();

    /// <summary>
    /// The default: anybody who signed in. If no route matched there is nothing to protect,
    /// and the answer stays 404 or 405 instead of a redirect to the sign-in page.
    /// </summary>
    public static AuthorizationPolicy Fallback { get; } = new AuthorizationPolicyBuilder(IdentityConstants.ApplicationScheme)
        .RequireAssertion(access =>
            access.User.Identity is { IsAuthenticated: true }
            || access.Resource is HttpContext context && context.GetEndpoint() is not RouteEndpoint)
        .Build();

    public static IServiceCollection AddAccess(this IServiceCollection services) => services
        .AddSingleton<CurrentRights>()
        .AddSingleton<AdministratorChanges>()
        .AddSingleton<PolicyGuard>()
        .AddSingleton<CatalogGuard>()
        .AddSingleton<CustomerGuard>()
        .AddSingleton<PayloadGuard>();

    private static AuthorizationPolicy KeyWith(string least) => new AuthorizationPolicyBuilder(KeyScheme)
        .RequireAuthenticatedUser()
        .RequireRole(Roles.From(least))
        .Build();
}
