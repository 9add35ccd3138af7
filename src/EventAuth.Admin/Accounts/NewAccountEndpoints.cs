using EventAuth.Admin.Documents.Accounts;
using EventAuth.Admin.Passwords;
using EventAuth.Admin.People;
using EventAuth.Core.Identifiers;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventAuth.Admin.Accounts;

/// <summary>The forms of the one-time links with which the first administrator and invited people create their accounts.</summary>
internal static class NewAccountEndpoints
{
    public static void MapNewAccounts(this IEndpointRouteBuilder routes)
    {
        var setup = routes.MapLinkForm("/setup");
        setup.MapGet("", ShowSetupAsync);
        setup.MapPost("", SetUpAsync).RequireRateLimiting(AnonymousFormRateLimit.Name);
        var invitation = routes.MapLinkForm("/invitation");
        invitation.MapGet("", ShowInvitationAsync);
        invitation.MapPost("", AcceptAsync).RequireRateLimiting(AnonymousFormRateLimit.Name);
    }

    private static async Task<IResult> ShowSetupAsync(string? code, SetupLinkIssuer links, CancellationToken cancellation) =>
        code is not null && await links.IsValidAsync(code, cancellation)
            ? new RazorComponentResult<SetupDocument>(new { Code = code })
            : FormEndpoints.Void<SetupVoidDocument>();

    private static async Task<IResult> SetUpAsync(
        HttpContext context, IAntiforgery antiforgery, SetupLinkIssuer links, NewAccounts accounts, SignInSessions sessions)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        var (code, email, password) = (form["code"], form["email"].Trim(), form["password"]);
        if (!await links.IsValidAsync(code, context.RequestAborted))
        {
            return FormEndpoints.Void<SetupVoidDocument>();
        }

        var emailProblem = IdentifierRules.IsEmail(email) ? null : "Enter an e-mail address, for example name@company.example.";
        var passwordProblem = PasswordRule.Check(password, email);
        if (!form.IsGenuine || emailProblem is not null || passwordProblem is not null)
        {
            return FormEndpoints.Refuse<SetupDocument>(
                new { Code = code, Email = email, EmailProblem = emailProblem, PasswordProblem = passwordProblem, form.Alert });
        }

        return await FormEndpoints.SignInAsync<SetupVoidDocument>(
            context, sessions, await accounts.CreateFirstAsync(email, password, code, context.RequestAborted));
    }

    private static async Task<IResult> ShowInvitationAsync(string? code, InvitationDirectory invitations, CancellationToken cancellation) =>
        code is not null && await invitations.FindAsync(code, cancellation) is { } invitation
            ? new RazorComponentResult<InvitationDocument>(new { Code = code, invitation.Email, invitation.Role })
            : FormEndpoints.Void<InvitationVoidDocument>();

    private static async Task<IResult> AcceptAsync(
        HttpContext context, IAntiforgery antiforgery, InvitationDirectory invitations, NewAccounts accounts, SignInSessions sessions)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        var (code, password) = (form["code"], form["password"]);
        if (await invitations.FindAsync(code, context.RequestAborted) is not { } invitation)
        {
            return FormEndpoints.Void<InvitationVoidDocument>();
        }

        var problem = PasswordRule.Check(password, invitation.Email);
        if (!form.IsGenuine || problem is not null)
        {
            return FormEndpoints.Refuse<InvitationDocument>(
                new { Code = code, invitation.Email, invitation.Role, PasswordProblem = problem, form.Alert });
        }

        return await FormEndpoints.SignInAsync<InvitationVoidDocument>(
            context, sessions, await accounts.CreateInvitedAsync(password, code, context.RequestAborted));
    }
}
