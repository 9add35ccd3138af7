using EventAuth.Admin.Passwords;
using EventAuth.Admin.People;
using EventAuth.Admin.Settings;
using EventAuth.Admin.TwoFactor;
using EventAuth.Core.Limits;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.Accounts;

/// <summary>Registers who may sign in, and how: people by cookie, programs by key; neither can use the other's way.</summary>
internal static class AccountServices
{
    // OWASP's figure for PBKDF2 with HMAC-SHA-512.
    private const int HashIterations = 210_000;

    public static IServiceCollection AddAccounts(this IServiceCollection services, BootstrapSettings bootstrap)
    {
        services.AddScoped<IPasswordHasher<AdministratorAccount>, NormalizedPasswordHasher>();
        services.AddIdentityCore<AdministratorAccount>(identity =>
            {
                identity.User.RequireUniqueEmail = true;
                // The form has checked the e-mail; its letters are not restricted here.
                identity.User.AllowedUserNameCharacters = "";
            })
            .AddEntityFrameworkStores<EventAuthDbContext>()
            .AddUserStore<AccountStore>()
            .AddTokenProvider<AuthenticatorTokenProvider<AdministratorAccount>>(TokenOptions.DefaultAuthenticatorProvider)
            .AddSignInManager();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = HashIterations);
        services.AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.ApplicationScheme, SignInCookie.Configure)
            .AddCookie(SecondStep.Scheme, SecondStep.Configure)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthenticationHandler>(AccessRules.KeyScheme, configureOptions: null);
        services.AddAuthorizationBuilder().SetFallbackPolicy(AccessRules.Fallback);
        services.AddAntiforgery(antiforgery =>
        {
            antiforgery.Cookie.Name = "EventAuth.Form";
            SignInCookie.Harden(antiforgery.Cookie);
            // The Content-Security-Policy of every page says the same, more strictly.
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
        services.AddRateLimiter(limiter => limiter.AddPolicy<ClientNetwork, AnonymousFormRateLimit>(AnonymousFormRateLimit.Name));
        return services
            .AddSingleton(bootstrap)
            .AddSingleton<ApiKeyUses>()
            .AddSingleton<ApiKeyDirectory>()
            .AddSingleton<PeopleDirectory>()
            .AddSingleton<InvitationDirectory>()
            .AddSingleton<SetupLinkIssuer>()
            .AddSingleton<SignInBackOff>()
            .AddSingleton<UsedCodes>()
            .AddScoped(provider => (AccountStore)provider.GetRequiredService<IUserStore<AdministratorAccount>>())
            .AddScoped<SecondFactor>()
            .AddScoped<NewAccounts>()
            .AddScoped<SignInSessions>()
            .AddScoped<SignInAttempts>()
            .AddScoped<SecondStep>()
            .AddHostedService<BootstrapService>()
            .AddHostedService(provider => provider.GetRequiredService<ApiKeyUses>());
    }

    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapNewAccounts();
        routes.MapSignIn();
        routes.MapGet("/", () => TypedResults.LocalRedirect(ReturnAddress.Home)).ExcludeFromDescription();
    }
}
