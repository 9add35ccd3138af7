using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.HttpOverrides;

namespace EventAuth.Shop;

/// <summary>Signing in and out, by the framework's cookie. It is the shop's own sign-in: EventAuth has no part in it.</summary>
internal static class SessionEndpoints
{
    private const string Scheme = CookieAuthenticationDefaults.AuthenticationScheme;

    public static void AddSessions(this IServiceCollection services, ShopSettings settings)
    {
        // Sessions survive a restart of the shop.
        services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.Data, "session-keys")));
        services.AddAuthentication(Scheme).AddCookie(options =>
        {
            options.Cookie.Name = "EventAuth.Shop";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
        });
        // Whether the browser came by https is known to the proxy. By default only one on this machine is believed.
        services.Configure<ForwardedHeadersOptions>(options => options.ForwardedHeaders = ForwardedHeaders.XForwardedProto);
    }

    public static void MapSessions(this WebApplication app)
    {
        app.MapGet("/session", (HttpContext http) => Results.Json(Describe(http.CurrentCustomer())));

        // A body of JSON: a form of another site cannot send it.
        app.MapPost("/session", async (SignIn signIn, HttpContext http) =>
        {
            if (Customer.Find(signIn.Email, signIn.Password) is not { } customer)
            {
                return Results.Json(new { problem = "Wrong e-mail or password." }, statusCode: StatusCodes.Status403Forbidden);
            }

            var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, customer.CustomId)], Scheme);
            await http.SignInAsync(Scheme, new ClaimsPrincipal(identity));
            return Results.Json(Describe(customer));
        });
        app.MapDelete("/session", async (HttpContext http) =>
        {
            await http.SignOutAsync(Scheme);
            return Results.NoContent();
        });
    }

    /// <summary>The customer who is signed in, or null.</summary>
    public static Customer? CurrentCustomer(this HttpContext http) => Customer.Find(http.User.FindFirstValue(ClaimTypes.NameIdentifier));

    private static object Describe(Customer? customer) =>
        new { customer = customer is null ? null : new { customer.CustomId, customer.Name, customer.Email } };

    private sealed record SignIn(string Email, string Password);
}
