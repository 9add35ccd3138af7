using EventAuth.Admin.Audit;
using EventAuth.Admin.Documents.Accounts;
using EventAuth.Admin.Passwords;
using EventAuth.Admin.People;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventAuth.Admin.Accounts;

/// <summary>The form with which somebody who was invited makes their account.</summary>
internal static class InvitationEndpoints
{
    /// <summary>Where the links of invitations lead.</summary>
    public const string Path = "/invitation";

    public static void MapInvitation(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).AllowAnonymous().NotStored().ExcludeFromDescription().AddEndpointFilter((invocation, next) =>
        {
            // The code stands in the address: nobody that the page might point to is to learn it.
            invocation.HttpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
            return next(invocation);
        });
        group.MapGet("", ShowAsync);
        group.MapPost("", AcceptAsync).RequireRateLimiting(OpenFormRateLimit.Name);
    }

    // Opening the link consumes nothing: previews of chat programs and virus scanners open links too.
    private static async Task<IResult> ShowAsync(string? code, InvitationDirectory invitations, CancellationToken cancellation) =>
        code is not null && await invitations.FindAsync(code, cancellation) is { } invitation
            ? new RazorComponentResult<InvitationDocument>(new { Code = code, invitation.Email, invitation.Role })
            : Void();

    private static async Task<IResult> AcceptAsync(
        HttpContext context,
        IAntiforgery antiforgery,
        InvitationDirectory invitations,
        InvitedAccount invited,
        SignInSessions sessions,
        SignInAudit audit)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        var (code, password) = (form["code"], form["password"]);
        if (await invitations.FindAsync(code, context.RequestAborted) is not { } invitation)
        {
            return Void();
        }

        var problem = PasswordRule.Check(password, invitation.Email);
        if (!form.IsGenuine || problem is not null)
        {
            var alert = form.IsGenuine ? null : PostedForm.TooOld;
            return new RazorComponentResult<InvitationDocument>(
                new { Code = code, invitation.Email, invitation.Role, PasswordProblem = problem, Alert = alert })
            {
                StatusCode = StatusCodes.Status422UnprocessableEntity,
            };
        }

        if (await invited.CreateAsync(code, password, context.RequestAborted) is not { } account)
        {
            return Void();
        }

        await audit.SucceedAsync(invitation.Email);
        await sessions.BeginAsync(context, account);
        return TypedResults.LocalRedirect(ReturnAddress.Home);
    }

    private static RazorComponentResult<InvitationVoidDocument> Void() => new() { StatusCode = StatusCodes.Status404NotFound };
}
