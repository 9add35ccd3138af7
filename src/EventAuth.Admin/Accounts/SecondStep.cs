using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.Accounts;

/// <summary>Remembers for some minutes, in a cookie, that a password was right and the code is missing. It grants no access.</summary>
internal sealed class SecondStep(UserManager<AdministratorAccount> users)
{
    /// <summary>The framework's name for this step.</summary>
    public static readonly string Scheme = IdentityConstants.TwoFactorUserIdScheme;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static void Configure(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "EventAuth.SecondStep";
        SignInCookie.Harden(options.Cookie);
        options.ExpireTimeSpan = Patience;
        options.SlidingExpiration = false;
        options.Events.OnValidatePrincipal = SignInCookie.RefuseAheadAsync;
    }

    /// <summary>Begins the step. A change of password or second factor during it ends it.</summary>
    public static Task BeginAsync(HttpContext http, AdministratorAccount account) => http.SignInAsync(
        Scheme,
        new ClaimsPrincipal(new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, account.Id), new Claim(AccessClaims.Stamp, account.SecurityStamp!)],
            Scheme)));

    /// <summary>The account for which this browser must send a code, or null.</summary>
    public async Task<AdministratorAccount?> FindAsync(HttpContext http)
    {
        var pending = (await http.AuthenticateAsync(Scheme)).Principal;
        return pending?.FindFirstValue(ClaimTypes.NameIdentifier) is { } id
            && await users.FindByIdAsync(id) is { TwoFactorEnabled: true } account
            && account.SecurityStamp == pending.FindFirstValue(AccessClaims.Stamp)
            ? account
            : null;
    }
}
