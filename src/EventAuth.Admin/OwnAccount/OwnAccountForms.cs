using EventAuth.Admin.Accounts;
using EventAuth.Admin.Documents.Accounts;
using EventAuth.Admin.Passwords;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.OwnAccount;

/// <summary>The forms with which somebody changes their password and signs out everywhere.</summary>
internal sealed class OwnAccountForms(
    IAntiforgery antiforgery, UserManager<AdministratorAccount> users, CurrentPassword present, OwnAccountChanges changes)
{
    public async Task<IResult> ChangePasswordAsync(HttpContext context)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        if (await users.GetUserAsync(context.User) is not { } account)
        {
            return TypedResults.LocalRedirect(SignInCookie.SignInPath);
        }

        if (!form.IsGenuine)
        {
            return Refuse(alert: PostedForm.TooOld);
        }

        var password = form["password"];
        if (PasswordRule.Check(password, account.Email) is { } problem)
        {
            return Refuse(passwordProblem: problem);
        }

        if (await present.CheckAsync(context, account, form) is { } refusal)
        {
            return Refuse(presentProblem: refusal);
        }

        return await changes.ChangePasswordAsync(context, account, password)
            ? TypedResults.LocalRedirect(OwnAccountEndpoints.Path + "?done=password")
            : Refuse(alert: OwnAccountChanges.Elsewhere + "send the form again.");

        IResult Refuse(string? presentProblem = null, string? passwordProblem = null, string? alert = null) =>
            new RazorComponentResult<PasswordDocument>(
                new { Email = account.Email!, PresentProblem = presentProblem, PasswordProblem = passwordProblem, Alert = alert })
            {
                StatusCode = CurrentPassword.StatusOf(context, isRefused: true),
            };
    }

    public async Task<IResult> SignOutEverywhereAsync(HttpContext context)
    {
        if (!(await PostedForm.ReadAsync(context, antiforgery)).IsGenuine)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        await changes.SignOutEverywhereAsync(context);
        return TypedResults.LocalRedirect(SignInCookie.SignInPath);
    }
}
