using EventAuth.Admin.Accounts;
using EventAuth.Admin.Audit;
using EventAuth.Admin.Documents.Accounts;
using EventAuth.Admin.Passwords;
using EventAuth.Admin.TwoFactor;
using EventAuth.Core.Audit;
using EventAuth.Storage.Entities;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;

namespace EventAuth.Admin.OwnAccount;

/// <summary>The forms that change somebody's password and second factor, each with the present password.</summary>
internal sealed class OwnAccountForms(
    IAntiforgery antiforgery, UserManager<AdministratorAccount> users, OwnAccountChanges changes, SignInBackOff backOff, IAuditTrail trail)
{
    /// <summary>Where the forms of the second factor are, below the page.</summary>
    public const string TwoFactorPath = "/two-factor";

    private const string Elsewhere = "Your account was changed elsewhere at the same moment. Nothing was changed here; ";

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

        if (await CheckPresentAsync(context, account, form) is { } refusal)
        {
            return Refuse(presentProblem: refusal);
        }

        return await changes.ChangePasswordAsync(context, account, password)
            ? TypedResults.LocalRedirect(OwnAccountEndpoints.Path + "?done=password")
            : Refuse(alert: Elsewhere + "send the form again.");

        IResult Refuse(string? presentProblem = null, string? passwordProblem = null, string? alert = null) =>
            new RazorComponentResult<PasswordDocument>(
                new { Email = account.Email!, PresentProblem = presentProblem, PasswordProblem = passwordProblem, Alert = alert })
            {
                StatusCode = StatusOf(context, isRefused: true),
            };
    }

    public async Task<IResult> ShowTwoFactorAsync(HttpContext context) => await users.GetUserAsync(context.User) switch
    {
        null => TypedResults.LocalRedirect(SignInCookie.SignInPath),
        { TwoFactorEnabled: true } account => await ManageAsync(context, account, null),
        var account => SetUp(context, account, users.GenerateNewAuthenticatorKey()),
    };

    public async Task<IResult> TurnOnAsync(HttpContext context)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        var key = form["key"];
        if (await users.GetUserAsync(context.User) is not { TwoFactorEnabled: false } account || !AuthenticatorKey.IsOne(key))
        {
            return TypedResults.LocalRedirect(OwnAccountEndpoints.Path + TwoFactorPath);
        }

        if (!form.IsGenuine)
        {
            return SetUp(context, account, key, alert: PostedForm.TooOld);
        }

        // First, since checking a password may write the account, and what is changed of it from here on is not to be written by that.
        if (await CheckPresentAsync(context, account, form) is { } refusal)
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

    public async Task<IResult> SignOutEverywhereAsync(HttpContext context)
    {
        if (!(await PostedForm.ReadAsync(context, antiforgery)).IsGenuine)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        await changes.SignOutEverywhereAsync(context);
        return TypedResults.LocalRedirect(SignInCookie.SignInPath);
    }

    /// <summary>Changes a second factor that is on. The change gives null when the account was changed elsewhere meanwhile.</summary>
    private async Task<IResult> ManageAsync(HttpContext context, Func<AdministratorAccount, Task<IResult?>> change)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        if (await users.GetUserAsync(context.User) is not { TwoFactorEnabled: true } account)
        {
            return TypedResults.LocalRedirect(OwnAccountEndpoints.Path + TwoFactorPath);
        }

        var refusal = form.IsGenuine ? await CheckPresentAsync(context, account, form) : PostedForm.TooOld;
        return refusal is null && await change(account) is { } done
            ? done
            : await ManageAsync(context, account, refusal ?? Elsewhere + "open this page again.");
    }

    private async Task<IResult> ManageAsync(HttpContext context, AdministratorAccount account, string? alert) =>
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

    /// <summary>
    /// Asks for the password again, before what a stranger at an open browser must not do. Guessing here is slowed down as it is at the
    /// sign-in page. Gives what is wrong, as a sentence, or null when it is the password.
    /// </summary>
    private async Task<string?> CheckPresentAsync(HttpContext context, AdministratorAccount account, PostedForm form)
    {
        var (password, address) = (form["present"], AuditActorPipeline.OriginOf(context) ?? "");
        if (backOff.Begin(account.Email!, address, isUsualPlace: true) is var wait && wait > TimeSpan.Zero)
        {
            return $"Too many attempts. Try again in {context.AskToWait(wait)} s.";
        }

        if (!PasswordRule.IsTooLong(password) && await users.CheckPasswordAsync(account, password))
        {
            backOff.Succeed(account.Email!, address);
            return null;
        }

        await trail.RecordAsync(new AuditFact(AuditAction.PresentPasswordRefused, account.Email!), context.RequestAborted);
        return "This is not your current password.";
    }

    private static int StatusOf(HttpContext context, bool isRefused) => (isRefused, context.Response.Headers.RetryAfter.Count) switch
    {
        (false, _) => StatusCodes.Status200OK,
        (true, 0) => StatusCodes.Status422UnprocessableEntity,
        _ => StatusCodes.Status429TooManyRequests,
    };
}
