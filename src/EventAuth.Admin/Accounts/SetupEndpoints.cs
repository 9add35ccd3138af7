using EventAuth.Admin.Audit;
using EventAuth.Admin.Documents.Accounts;
using EventAuth.Admin.Passwords;
using EventAuth.Core.Identifiers;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventAuth.Admin.Accounts;

/// <summary>The form of the first administrator, behind the one-time link.</summary>
internal static class SetupEndpoints
{
    public static void MapSetup(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/setup").AllowAnonymous().NotStored().ExcludeFromDescription().AddEndpointFilter((invocation, next) =>
        {
            // The code stands in the address: nobody that the page might point to is to learn it.
            invocation.HttpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
            return next(invocation);
        });
        group.MapGet("", ShowAsync);
        group.MapPost("", CreateAsync).RequireRateLimiting(OpenFormRateLimit.Name);
    }

    // Opening the link consumes nothing: previews of chat programs and virus scanners open links too.
    private static async Task<IResult> ShowAsync(string? code, SetupLinkIssuer links, CancellationToken cancellation) =>
        code is not null && await links.IsValidAsync(code, cancellation)
            ? new RazorComponentResult<SetupDocument>(new { Code = code })
            : Void();

    private static async Task<IResult> CreateAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        SetupLinkIssuer links,
        FirstAdministrator first,
        SignInSessions sessions,
        SignInAudit audit)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        var (code, email, password) = (form["code"], form["email"].Trim(), form["password"]);
        if (!await links.IsValidAsync(code, context.RequestAborted))
        {
            return Void();
        }

        var emailProblem = IdentifierRules.IsEmail(email) ? null : "Enter an e-mail address, for example name@company.example.";
        var passwordProblem = PasswordRule.Check(password, email);
        if (!form.IsGenuine || emailProblem is not null || passwordProblem is not null)
        {
            return new RazorComponentResult<SetupDocument>(new
            {
                Code = code,
                Email = email,
                EmailProblem = emailProblem,
                PasswordProblem = passwordProblem,
                Alert = form.IsGenuine ? null : PostedForm.TooOld,
            })
            { StatusCode = StatusCodes.Status422UnprocessableEntity };
        }

        if (await first.CreateByLinkAsync(email, password, code, context.RequestAborted) is not { } account)
        {
            return Void();
        }

        await audit.SucceedAsync(email);
        await sessions.BeginAsync(context, account);
        return TypedResults.LocalRedirect(ReturnAddress.Home);
    }

    private static RazorComponentResult<SetupVoidDocument> Void() => new() { StatusCode = StatusCodes.Status404NotFound };
}
