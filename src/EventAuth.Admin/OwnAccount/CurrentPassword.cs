using EventAuth.Admin.Accounts;
using EventAuth.Admin.Passwords;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.OwnAccount;

/// <summary>
/// Asks somebody who is signed in for the password again, before what a stranger at an open browser must not do. Guessing is slowed
/// down here like on the sign-in page.
/// </summary>
internal sealed class CurrentPassword(UserManager<AdministratorAccount> users, SignInBackOff backOff, IAuditTrail trail)
{
    /// <summary>What is wrong, as a sentence, or null if the password is right.</summary>
    public async Task<string?> CheckAsync(HttpContext context, AdministratorAccount account, PostedForm form)
    {
        var (password, address) = (form["present"], ClientAddress.Of(context) ?? "");
        var wait = await backOff.BeginAsync(account.Email!, address, isUsualPlace: true, context.RequestAborted);
        if (wait > TimeSpan.Zero)
        {
            return $"Too many attempts. Try again in {context.AskToWait(wait)} s.";
        }

        if (!PasswordRule.IsTooLong(password) && await users.CheckPasswordAsync(account, password))
        {
            await backOff.SucceedAsync(account.Email!, address, context.RequestAborted);
            return null;
        }

        await trail.RecordAsync(new AuditFact(AuditAction.CurrentPasswordRefused, account.Email!), context.RequestAborted);
        return "This is not your current password.";
    }

    /// <summary>The status of the page that shows a form again, refused or not.</summary>
    public static int StatusOf(HttpContext context, bool isRefused) => (isRefused, context.Response.Headers.RetryAfter.Count) switch
    {
        (false, _) => StatusCodes.Status200OK,
        (true, 0) => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status429TooManyRequests,
    };
}
