using EventAuth.Admin.Accounts;
using EventAuth.Admin.Documents.Accounts;
using EventAuth.Admin.TwoFactor;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.OwnAccount;

/// <summary>The forms that turn somebody's second factor on and off, each with the current password.</summary>
internal sealed class TwoFactorForms(
    IAntiforgery antiforgery, UserManager<AdministratorAccount> users, CurrentPassword present, OwnAccountChanges changes)
{
    /// <summary>Where the forms are.</summary>
    public const string Path = OwnAccountEndpoints.Path + "/two-factor";

    public async Task<IResult> ShowAsync(HttpContext context) => await users.GetUserAsync(context.User) switch
    {
        null => TypedResults.LocalRedirect(SignInCookie.SignInPath),
        { TwoFactorEnabled: true } account => await ShowManagementAsync(context, account, null),
        var account => SetUp(context, account, users.GenerateNewAuthenticatorKey()),
    };

    public async Task<IResult> TurnOnAsync(HttpContext context)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        var key = form["key"];
        if (await users.GetUserAsync(context.User) is not { TwoFactorEnabled: false } account || !AuthenticatorKey.IsOne(key))
        {
            return TypedResults.LocalRedirect(Path);
        }

        if (!form.IsGenuine)
        {
            return SetUp(context, account, key, alert: PostedForm.TooOld);
        }

        // First, because checking a password may save the account, and that must not save the changes made from here on.
        if (await present.CheckAsync(context, account, form) is { } refusal)
        {
            return SetUp(context, account, key, presentProblem: refusal);
        }

        return await changes.TurnOnAsync(context, account, key, form["code"]) is { } codes
            ? new RazorComponentResult<RecoveryCodesDocument>(new { Codes = codes, JustTurnedOn = true })
            : SetUp(
                context,
                account,
                key,
                codeProblem: "This is not the code that the app shows for this key. It shows a new one every 30 seconds; "
                    + "check the clock of the device if none is right.");
    }

    public Task<IResult> TurnOffAsync(HttpContext context) => ManageAsync(context, async account =>
        await changes.TurnOffAsync(context, account)
            ? TypedResults.LocalRedirect(OwnAccountEndpoints.Path + "?done=two-factor-off")
            : null);

    public Task<IResult> RenewCodesAsync(HttpContext context) => ManageAsync(context, async account =>
        await changes.RenewCodesAsync(account, context.RequestAborted) is { } codes
            ? new RazorComponentResult<RecoveryCodesDocument>(new { Codes = codes, JustTurnedOn = false })
            : null);

    /// <summary>Changes a second factor that is on. The change returns null if the account was also changed elsewhere.</summary>
    private async Task<IResult> ManageAsync(HttpContext context, Func<AdministratorAccount, Task<IResult?>> change)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        if (await users.GetUserAsync(context.User) is not { TwoFactorEnabled: true } account)
        {
            return TypedResults.LocalRedirect(Path);
        }

        var refusal = form.IsGenuine ? await present.CheckAsync(context, account, form) : PostedForm.TooOld;
        return refusal is null && await change(account) is { } done
            ? done
            : await ShowManagementAsync(context, account, refusal ?? OwnAccountChanges.Elsewhere + "open this page again.");
    }

    private async Task<IResult> ShowManagementAsync(HttpContext context, AdministratorAccount account, string? alert) =>
        new RazorComponentResult<TwoFactorDocument>(new { CodesLeft = await users.CountRecoveryCodesAsync(account), Alert = alert })
        {
            StatusCode = CurrentPassword.StatusOf(context, alert is not null),
        };

    private static RazorComponentResult<TwoFactorSetupDocument> SetUp(
        HttpContext context,
        AdministratorAccount account,
        string key,
        string? presentProblem = null,
        string? codeProblem = null,
        string? alert = null) =>
        new(new { Key = key, account.Email, PresentProblem = presentProblem, CodeProblem = codeProblem, Alert = alert })
        {
            StatusCode = CurrentPassword.StatusOf(context, (presentProblem ?? codeProblem ?? alert) is not null),
        };
}
