using EventAuth.Admin.Audit;
using EventAuth.Admin.Documents.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventAuth.Admin.Accounts;

/// <summary>Signing in and out of the console.</summary>
internal static class SignInEndpoints
{
    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("").AllowAnonymous().NotStored().ExcludeFromDescription();
        group.MapGet(SignInCookie.SignInPath, Show);
        group.MapPost(SignInCookie.SignInPath, SignInAsync).RequireRateLimiting(OpenFormRateLimit.Name);
        group.MapSignInCode();
        group.MapPost("/sign-out", SignOutAsync);
    }

    private static IResult Show(string? returnUrl, HttpContext context) =>
        context.User.Identity is { IsAuthenticated: true }
            ? TypedResults.LocalRedirect(ReturnAddress.From(returnUrl))
            : new RazorComponentResult<SignInDocument>(new { ReturnUrl = ReturnAddress.From(returnUrl) });

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery antiforgery, PasswordSignIn signIn)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        var (email, returnUrl) = (form["email"].Trim(), ReturnAddress.From(form["returnUrl"]));
        if (!form.IsGenuine)
        {
            return Refuse(StatusCodes.Status400BadRequest, PostedForm.TooOld);
        }

        switch (await signIn.TryAsync(context, email, form["password"]))
        {
            case { Result: AttemptResult.Delayed, Wait: var wait }:
                return Refuse(
                    StatusCodes.Status429TooManyRequests,
                    $"Too many attempts with this e-mail. Try again in {RetryHint.Give(context, wait)} s.");
            case { Result: AttemptResult.NeedsCode }:
                return TypedResults.LocalRedirect(CodeEndpoints.Path + QueryString.Create(SignInCookie.ReturnUrlParameter, returnUrl));
            case { Result: AttemptResult.SignedIn }:
                return TypedResults.LocalRedirect(returnUrl);
            default:
                return Refuse(StatusCodes.Status422UnprocessableEntity, "Wrong e-mail or password.");
        }

        IResult Refuse(int status, string alert) =>
            new RazorComponentResult<SignInDocument>(new { Email = email, ReturnUrl = returnUrl, Alert = alert }) { StatusCode = status };
    }

    private static async Task<IResult> SignOutAsync(
        HttpContext context, IAntiforgery antiforgery, SignInSessions sessions, SignInAudit audit)
    {
        if (!(await PostedForm.ReadAsync(context, antiforgery)).IsGenuine)
        {
            return TypedResults.StatusCode(StatusCodes.Status400BadRequest);
        }

        if (context.User.Identity is { IsAuthenticated: true, Name: { } email })
        {
            await audit.SignOutAsync(email);
        }

        await sessions.EndAsync(context);
        return TypedResults.LocalRedirect(SignInCookie.SignInPath);
    }
}
