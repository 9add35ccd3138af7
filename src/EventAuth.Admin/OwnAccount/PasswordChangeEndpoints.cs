using EventAuth.Admin.Accounts;
using EventAuth.Admin.Documents.Accounts;
using EventAuth.Admin.Passwords;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.OwnAccount;

/// <summary>The form with which somebody changes their password.</summary>
internal static class PasswordChangeEndpoints
{
    public static void MapPasswordChange(this RouteGroupBuilder group)
    {
        group.MapGet("/password", (HttpContext context) =>
            new RazorComponentResult<PasswordDocument>(new { Email = context.User.Identity!.Name! }));
        group.MapPost("/password", ChangeAsync);
    }

    private static async Task<IResult> ChangeAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        UserManager<AdministratorAccount> users,
        PresentPassword present,
        PasswordChange change)
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

        if (await present.CheckAsync(context, account, form["present"]) is { } refusal)
        {
            return Refuse(presentProblem: refusal);
        }

        return await change.ApplyAsync(context, account, password)
            ? TypedResults.LocalRedirect(OwnAccountEndpoints.Path + "?done=password")
            : Refuse(alert: "Your account was changed elsewhere at the same moment. Nothing was changed here; send the form again.");

        IResult Refuse(string? presentProblem = null, string? passwordProblem = null, string? alert = null) =>
            new RazorComponentResult<PasswordDocument>(
                new { Email = account.Email!, PresentProblem = presentProblem, PasswordProblem = passwordProblem, Alert = alert })
            {
                StatusCode = context.Response.Headers.RetryAfter.Count > 0
                    ? StatusCodes.Status429TooManyRequests
                    : StatusCodes.Status422UnprocessableEntity,
            };
    }
}
