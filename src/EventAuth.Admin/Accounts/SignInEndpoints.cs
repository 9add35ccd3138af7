using EventAuth.Admin.Documents.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventAuth.Admin.Accounts;

/// <summary>Signing in to the console, in one step or two, and out.</summary>
internal static class SignInEndpoints
{
    private const string CodePath = "/sign-in/code";

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AllowAnonymous().NotStored().ExcludeFromDescription();
        group.MapGet(SignInCookie.SignInPath, Show);
        group.MapPost(SignInCookie.SignInPath, SignInAsync).RequireRateLimiting(AnonymousFormRateLimit.Name);
        group.MapGet(CodePath, ShowCodeAsync);
        group.MapPost(CodePath, EnterCodeAsync).RequireRateLimiting(AnonymousFormRateLimit.Name);
        group.MapPost("/sign-out", SignOutAsync);
    }

    private static IResult Show(string? returnUrl, HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true }
            ? TypedResults.LocalRedirect(ReturnAddress.From(returnUrl))
            : new RazorComponentResult<SignInDocument>(new { ReturnUrl = ReturnAddress.From(returnUrl) });

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery antiforgery, SignInAttempts attempts)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        var (email, returnUrl) = (form["email"].Trim(), ReturnAddress.From(form["returnUrl"]));
        if (!form.IsGenuine)
        {
            return Refuse(StatusCodes.Status400BadRequest, PostedForm.TooOld);
        }

        return await attempts.TryPasswordAsync(context, email, form["password"]) switch
        {
            (AttemptResult.Delayed, var wait) => Refuse(
                StatusCodes.Status429TooManyRequests, $"Too many attempts with this e-mail. Try again in {context.AskToWait(wait)} s."),
            (AttemptResult.NeedsCode, _) => LeadTo(CodePath, returnUrl),
            (AttemptResult.SignedIn, _) => TypedResults.LocalRedirect(returnUrl),
            _ => Refuse(StatusCodes.Status422UnprocessableEntity, "Wrong e-mail or password."),
        };

        IResult Refuse(int status, string alert) =>
            new RazorComponentResult<SignInDocument>(new { Email = email, ReturnUrl = returnUrl, Alert = alert }) { StatusCode = status };
    }

    private static async Task<IResult> ShowCodeAsync(string? returnUrl, HttpContext context, SecondStep step) =>
        await step.FindAsync(context) is null
            ? LeadTo(SignInCookie.SignInPath, ReturnAddress.From(returnUrl))
            : new RazorComponentResult<SignInCodeDocument>(new { ReturnUrl = ReturnAddress.From(returnUrl) });

    private static async Task<IResult> EnterCodeAsync(
        HttpContext context, IAntiforgery antiforgery, SecondStep step, SignInAttempts attempts)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        var returnUrl = ReturnAddress.From(form["returnUrl"]);
        if (!form.IsGenuine)
        {
            return Refuse(StatusCodes.Status400BadRequest, PostedForm.TooOld);
        }

        if (await step.FindAsync(context) is not { } account)
        {
            return LeadTo(SignInCookie.SignInPath, returnUrl);
        }

        return await attempts.TryCodeAsync(context, account, form["code"]) switch
        {
            (AttemptResult.SignedIn, _) => TypedResults.LocalRedirect(returnUrl),
            (AttemptResult.Delayed, var wait) => Refuse(
                StatusCodes.Status429TooManyRequests,
                $"Too many codes that were not right. Try again in {context.AskToWait(wait)} s, or enter a recovery code."),
            _ => Refuse(
                StatusCodes.Status422UnprocessableEntity,
                "This code is wrong or was already used. The app shows a new one every 30 seconds."),
        };

        IResult Refuse(int status, string alert) =>
            new RazorComponentResult<SignInCodeDocument>(new { ReturnUrl = returnUrl, Alert = alert }) { StatusCode = status };
    }

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, SignInSessions sessions)
    {
        if (!(await PostedForm.ReadAsync(context, antiforgery)).IsGenuine)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        await sessions.EndAsync(context);
        return TypedResults.LocalRedirect(SignInCookie.SignInPath);
    }

    private static RedirectHttpResult LeadTo(string path, string returnUrl) =>
        TypedResults.LocalRedirect(path + QueryString.Create(SignInCookie.ReturnUrlParameter, returnUrl));
}
