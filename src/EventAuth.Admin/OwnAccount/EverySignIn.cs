using EventAuth.Admin.Access;
using EventAuth.Admin.Accounts;
using EventAuth.Core.Audit;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.OwnAccount;

/// <summary>Signs somebody out everywhere, here as well.</summary>
internal sealed class EverySignIn(
    EventAuthDbContext context,
    UserManager<AdministratorAccount> users,
    SignInManager<AdministratorAccount> signIn,
    SignInSessions sessions,
    AccessChanges pages,
    IAuditedChanges changes)
{
    public static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, EverySignIn everywhere)
    {
        if (!(await PostedForm.ReadAsync(context, antiforgery)).IsGenuine)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        await everywhere.EndAsync(context);
        return TypedResults.LocalRedirect(SignInCookie.SignInPath);
    }

    private async Task EndAsync(HttpContext http)
    {
        if (await users.GetUserAsync(http.User) is { } account)
        {
            await changes.RunAsync(
                context,
                async token =>
                {
                    var ended = await sessions.EndAllAsync(account.Id, except: null, token);
                    return new AuditFact(
                        AuditAction.SignedOutEverywhere, account.Email!, After: AuditJson.Of(new { signInsEnded = ended }));
                },
                http.RequestAborted);
            pages.Announce();
        }

        await signIn.SignOutAsync();
    }
}
