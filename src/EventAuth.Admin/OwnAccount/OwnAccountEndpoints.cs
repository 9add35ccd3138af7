using EventAuth.Admin.Accounts;
using EventAuth.Admin.Documents.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventAuth.Admin.OwnAccount;

/// <summary>The forms of the page "Your account". What they ask for is posted plainly and never goes over a live connection.</summary>
internal static class OwnAccountEndpoints
{
    public const string Path = "/account";

    public static IServiceCollection AddOwnAccount(this IServiceCollection services) =>
        services.AddSingleton<OwnAccountReader>().AddScoped<OwnAccountChanges>().AddScoped<OwnAccountForms>();

    public static void MapOwnAccount(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).NotStored().ExcludeFromDescription();
        group.MapGet("/password", (HttpContext context) =>
            new RazorComponentResult<PasswordDocument>(new { Email = context.User.Identity!.Name! }));
        group.MapPost("/password", (HttpContext context, OwnAccountForms forms) => forms.ChangePasswordAsync(context));
        group.MapGet(OwnAccountForms.TwoFactorPath, (HttpContext context, OwnAccountForms forms) => forms.ShowTwoFactorAsync(context));
        group.MapPost(OwnAccountForms.TwoFactorPath, (HttpContext context, OwnAccountForms forms) => forms.TurnOnAsync(context));
        group.MapPost(OwnAccountForms.TwoFactorPath + "/off", (HttpContext context, OwnAccountForms forms) => forms.TurnOffAsync(context));
        group.MapPost(OwnAccountForms.TwoFactorPath + "/recovery-codes", (HttpContext context, OwnAccountForms forms) =>
            forms.RenewCodesAsync(context));
        group.MapPost("/sign-out-everywhere", (HttpContext context, OwnAccountForms forms) => forms.SignOutEverywhereAsync(context));
    }
}
