using EventAuth.Admin.Accounts;
using EventAuth.Admin.Audit;
using EventAuth.Admin.Documents.Accounts;
using EventAuth.Admin.Passwords;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventAuth.Admin.Recovery;

/// <summary>The form behind a recovery link.</summary>
internal static class RecoveryEndpoints
{
    /// <summary>Where the links lead.</summary>
    public const string Path = "/recovery";

    public static void MapRecovery(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).AllowAnonymous().NotStored().ExcludeFromDescription().AddEndpointFilter((invocation, next) =>
        {
            // The code stands in the address: nobody that the page might point to is to learn it.
            invocation.HttpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
            return next(invocation);
        });
        group.MapGet("", ShowAsync);
        group.MapPost("", RecoverAsync).RequireRateLimiting(OpenFormRateLimit.Name);
    }

    // Opening the link consumes nothing: previews of chat programs and virus scanners open links too.
    private static async Task<IResult> ShowAsync(string? code, RecoveryLinks links, CancellationToken cancellation) =>
        code is not null && await links.FindAsync(code, cancellation) is { } account
            ? new RazorComponentResult<RecoveryDocument>(new { Code = code, account.Email, account.TwoFactorEnabled })
            : Void();

    private static async Task<IResult> RecoverAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        RecoveryLinks links,
        RecoveredAccount recovered,
        SignInSessions sessions,
        SignInAudit audit)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        var (code, password) = (form["code"], form["password"]);
        if (await links.FindAsync(code, context.RequestAborted) is not { } found)
        {
            return Void();
        }

        var problem = PasswordRule.Check(password, found.Email);
        if (!form.IsGenuine || problem is not null)
        {
            var alert = form.IsGenuine ? null : PostedForm.TooOld;
            return new RazorComponentResult<RecoveryDocument>(
                new { Code = code, found.Email, found.TwoFactorEnabled, PasswordProblem = problem, Alert = alert })
            {
                StatusCode = StatusCodes.Status422UnprocessableEntity,
            };
        }

        if (await recovered.TakeBackAsync(found.Id, code, password, context.RequestAborted) is not { } account)
        {
            return Void();
        }

        await audit.SucceedAsync(account.Email!);
        await sessions.BeginAsync(context, account);
        return TypedResults.LocalRedirect(ReturnAddress.Home);
    }

    private static RazorComponentResult<RecoveryVoidDocument> Void() => new() { StatusCode = StatusCodes.Status404NotFound };
}
