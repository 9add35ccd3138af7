using EventAuth.Admin.Documents.Accounts;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventAuth.Admin.Accounts;

/// <summary>The second step of signing in: the code of the authenticator app.</summary>
internal static class CodeEndpoints
{
    /// <summary>Where the step stands.</summary>
    public const string Path = "/sign-in/code";

    public static void MapSignInCode(this RouteGroupBuilder group)
    {
        group.MapGet(Path, ShowAsync);
        group.MapPost(Path, SignInAsync).RequireRateLimiting(OpenFormRateLimit.Name);
    }

    private static async Task<IResult> ShowAsync(string? returnUrl, HttpContext context, SecondStep step) =>
        await step.FindAsync(context) is null
            ? BackToPassword(returnUrl)
            : new RazorComponentResult<SignInCodeDocument>(new { ReturnUrl = ReturnAddress.From(returnUrl) });

    private static async Task<IResult> SignInAsync(HttpContext context, IAntiforgery antiforgery, SecondStep step, CodeSignIn signIn)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        var returnUrl = ReturnAddress.From(form["returnUrl"]);
        if (!form.IsGenuine)
        {
            return Refuse(StatusCodes.Status400BadRequest, PostedForm.TooOld);
        }

        if (await step.FindAsync(context) is not { } account)
        {
            return BackToPassword(returnUrl);
        }

        return await signIn.TryAsync(context, account, form["code"]) switch
        {
            { Result: AttemptResult.SignedIn } => TypedResults.LocalRedirect(returnUrl),
            { Result: AttemptResult.Delayed, Wait: var wait } =>
                Refuse(
                    StatusCodes.Status429TooManyRequests,
                    $"Too many codes that were not right. Try again in {RetryHint.Give(context, wait)} s, or enter a recovery code."),
            _ => Refuse(
                StatusCodes.Status422UnprocessableEntity,
                "This code is wrong or was already used. The app shows a new one every 30 seconds."),
        };

        IResult Refuse(int status, string alert) =>
            new RazorComponentResult<SignInCodeDocument>(new { ReturnUrl = returnUrl, Alert = alert }) { StatusCode = status };
    }

    private static RedirectHttpResult BackToPassword(string? returnUrl) =>
        TypedResults.LocalRedirect(
            SignInCookie.SignInPath + QueryString.Create(SignInCookie.ReturnUrlParameter, ReturnAddress.From(returnUrl)));
}
