using EventAuth.Admin.Accounts;
using EventAuth.Admin.Documents.Accounts;
using EventAuth.Admin.TwoFactor;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.OwnAccount;

/// <summary>The forms that turn somebody's second factor on and off, each with the present password.</summary>
internal static class TwoFactorEndpoints
{
    private const string Path = "/two-factor";
    private const string Elsewhere =
        "Your account was changed elsewhere at the same moment. Nothing was changed here; open this page again.";

    public static void MapTwoFactor(this RouteGroupBuilder group)
    {
        group.MapGet(Path, ShowAsync);
        group.MapPost(Path, TurnOnAsync);
        group.MapPost(Path + "/off", TurnOffAsync);
        group.MapPost(Path + "/recovery-codes", RenewCodesAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext context, UserManager<AdministratorAccount> users) =>
        await users.GetUserAsync(context.User) switch
        {
            null => TypedResults.LocalRedirect(SignInCookie.SignInPath),
            { TwoFactorEnabled: true } account => await ManageAsync(context, users, account, null),
            var account => SetUp(context, account, users.GenerateNewAuthenticatorKey()),
        };

    private static async Task<IResult> TurnOnAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        UserManager<AdministratorAccount> users,
        PresentPassword present,
        TwoFactorChange change)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        var key = form["key"];
        if (await users.GetUserAsync(context.User) is not { TwoFactorEnabled: false } account || !AuthenticatorKey.IsOne(key))
        {
            return TypedResults.LocalRedirect(OwnAccountEndpoints.Path + Path);
        }

        if (!form.IsGenuine)
        {
            return SetUp(context, account, key, alert: PostedForm.TooOld);
        }

        // First, since checking a password may write the account, and what is changed of it from here on is not to be written by that.
        if (await present.CheckAsync(context, account, form["present"]) is { } refusal)
        {
            return SetUp(context, account, key, presentProblem: refusal);
        }

        return await change.TurnOnAsync(context, account, key, form["code"]) is { } codes
            ? new RazorComponentResult<RecoveryCodesDocument>(new { Codes = codes, JustTurnedOn = true })
            : SetUp(
                context,
                account,
                key,
                codeProblem: "This is not the code that the app shows for this key. It shows a new one every 30 seconds; "
                    + "check the clock of the device if none is right.");
    }

    private static async Task<IResult> TurnOffAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        UserManager<AdministratorAccount> users,
        PresentPassword present,
        TwoFactorChange change)
    {
        var (account, refusal) = await ConfirmAsync(context, antiforgery, users, present);
        if (account is null)
        {
            return TypedResults.LocalRedirect(OwnAccountEndpoints.Path + Path);
        }

        if (refusal is null && !await change.TurnOffAsync(context, account))
        {
            refusal = Elsewhere;
        }

        return refusal is null
            ? TypedResults.LocalRedirect(OwnAccountEndpoints.Path + "?done=two-factor-off")
            : await ManageAsync(context, users, account, refusal);
    }

    private static async Task<IResult> RenewCodesAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        UserManager<AdministratorAccount> users,
        PresentPassword present,
        TwoFactorChange change)
    {
        var (account, refusal) = await ConfirmAsync(context, antiforgery, users, present);
        if (account is null)
        {
            return TypedResults.LocalRedirect(OwnAccountEndpoints.Path + Path);
        }

        if (refusal is null && await change.RenewCodesAsync(account, context.RequestAborted) is { } codes)
        {
            return new RazorComponentResult<RecoveryCodesDocument>(new { Codes = codes, JustTurnedOn = false });
        }

        return await ManageAsync(context, users, account, refusal ?? Elsewhere);
    }

    /// <summary>The account whose form it is, and what is wrong with the form; no account when it has no second factor to change.</summary>
    private static async Task<(AdministratorAccount? Account, string? Refusal)> ConfirmAsync(
        HttpContext context, IAntiforgery antiforgery, UserManager<AdministratorAccount> users, PresentPassword present)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        return await users.GetUserAsync(context.User) is { TwoFactorEnabled: true } account
            ? (account, form.IsGenuine ? await present.CheckAsync(context, account, form["present"]) : PostedForm.TooOld)
            : (null, null);
    }

    private static async Task<IResult> ManageAsync(
        HttpContext context, UserManager<AdministratorAccount> users, AdministratorAccount account, string? alert) =>
        new RazorComponentResult<TwoFactorDocument>(new { CodesLeft = await users.CountRecoveryCodesAsync(account), Alert = alert })
        {
            StatusCode = StatusOf(context, alert is not null),
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
            StatusCode = StatusOf(context, (presentProblem ?? codeProblem ?? alert) is not null),
        };

    private static int StatusOf(HttpContext context, bool isRefused) => (isRefused, context.Response.Headers.RetryAfter.Count) switch
    {
        (false, _) => StatusCodes.Status200OK,
        (true, 0) => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status429TooManyRequests,
    };
}
