using EventAuth.Core.Limits;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace EventAuth.Admin.Accounts;

/// <summary>The cookie of a person who signed in.</summary>
internal static class SignInCookie
{
    public const string SignInPath = "/sign-in";
    public const string ReturnUrlParameter = "returnUrl";

    private static readonly TimeSpan SignedInFor = TimeSpan.FromHours(12);

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "EventAuth.SignIn";
        Harden(options.Cookie);
        options.LoginPath = SignInPath;
        options.ReturnUrlParameter = ReturnUrlParameter;
        options.ExpireTimeSpan = SignedInFor;
        options.SlidingExpiration = true;
        options.Events = new CookieAuthenticationEvents
        {
            OnValidatePrincipal = LookUpAsync,
            OnRedirectToLogin = LeadToSignIn,
            OnRedirectToAccessDenied = context =>
            {
                context.Response.StatusCode = StatusCodes.Status403Forbidden;
                return Task.CompletedTask;
            },
        };
    }

    /// <summary>Never readable by scripts, never sent from other sites.</summary>
    public static void Harden(CookieBuilder cookie)
    {
        cookie.HttpOnly = true;
        cookie.SameSite = SameSiteMode.Strict;
        cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        cookie.IsEssential = true;
    }

    /// <summary>
    /// Refuses a cookie that was issued by a clock that was ahead: its end is later than allowed for any cookie. Its owner must sign in
    /// again.
    /// </summary>
    public static Task RefuseAheadAsync(CookieValidatePrincipalContext context)
    {
        if (context.Properties.IssuedUtc is not { } made || made > context.Options.TimeProvider!.GetUtcNow() + ClockSteps.Tolerance)
        {
            context.RejectPrincipal();
        }

        return Task.CompletedTask;
    }

    // At every request: somebody who was signed out or lost a right elsewhere does not keep it here.
    private static async Task LookUpAsync(CookieValidatePrincipalContext context)
    {
        await RefuseAheadAsync(context);
        if (context.Principal is null)
        {
            return;
        }

        var http = context.HttpContext;
        var known = context.Principal;
        var present = await http.RequestServices.GetRequiredService<CurrentRights>().RefreshAsync(known, http.RequestAborted);
        if (present is null)
        {
            context.RejectPrincipal();
        }
        else if (!ReferenceEquals(present, known))
        {
            context.ReplacePrincipal(present);
        }
    }

    // A person who opens a page is redirected; a script or the live connection gets a status, because a redirect would only confuse it.
    private static Task LeadToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (HttpMethods.IsGet(context.Request.Method) && !context.Request.Path.StartsWithSegments("/_blazor", StringComparison.Ordinal))
        {
            // Relative: behind a proxy this process may not know its public name.
            var wanted = ReturnAddress.From(context.Request.Path + context.Request.QueryString);
            context.Response.Redirect(SignInPath + QueryString.Create(ReturnUrlParameter, wanted));
        }
        else
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }

        return Task.CompletedTask;
    }
}
