using EventAuth.Admin.Accounts;
using EventAuth.Admin.Documents.Accounts;
using EventAuth.Admin.Passwords;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventAuth.Admin.Recovery;

/// <summary>The form of a recovery link.</summary>
internal static class RecoveryEndpoints
{
    public const string Path = "/recovery";

    public static IServiceCollection AddRecovery(this IServiceCollection services) =>
        services.AddSingleton<RecoveryLinks>().AddScoped<RecoveredAccount>();

    public static void MapRecovery(this IEndpointRouteBuilder routes)
    {
        var form = routes.MapLinkForm(Path);
        form.MapGet("", ShowAsync);
        form.MapPost("", RecoverAsync).RequireRateLimiting(AnonymousFormRateLimit.Name);
    }

    private static async Task<IResult> ShowAsync(string? code, RecoveryLinks links, CancellationToken cancellation) =>
        code is not null && await links.FindAsync(code, cancellation) is { } account
            ? new RazorComponentResult<RecoveryDocument>(new { Code = code, account.Email, account.TwoFactorEnabled })
            : FormEndpoints.Void<RecoveryVoidDocument>();

    private static async Task<IResult> RecoverAsync(
        HttpContext context, IAntiforgery antiforgery, RecoveryLinks links, RecoveredAccount recovered, SignInSessions sessions)
    {
        var form = await PostedForm.ReadAsync(context, antiforgery);
        var (code, password) = (form["code"], form["password"]);
        if (await links.FindAsync(code, context.RequestAborted) is not { } found)
        {
            return FormEndpoints.Void<RecoveryVoidDocument>();
        }

        var problem = PasswordRule.Check(password, found.Email);
        if (!form.IsGenuine || problem is not null)
        {
            return FormEndpoints.Refuse<RecoveryDocument>(
                new { Code = code, found.Email, found.TwoFactorEnabled, PasswordProblem = problem, form.Alert });
        }

        return await FormEndpoints.SignInAsync<RecoveryVoidDocument>(
            context, sessions, await recovered.TakeBackAsync(found.Id, code, password, context.RequestAborted));
    }
}
