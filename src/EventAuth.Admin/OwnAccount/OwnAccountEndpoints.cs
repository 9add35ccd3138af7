using EventAuth.Admin.Accounts;
using EventAuth.Admin.Documents.Accounts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EventAuth.Admin.OwnAccount;

/// <summary>The forms of the page "Your account". Their content is posted as plain forms and never goes over a live connection.</summary>
internal static class OwnAccountEndpoints
{
    public const string Path = "/account";

    public static IServiceCollection AddOwnAccount(this IServiceCollection services) =>
        services.AddSingleton<OwnAccountReader>().AddScoped<OwnAccountChanges>().AddScoped<CurrentPassword>()
            .AddScoped<OwnAccountForms>().AddScoped<TwoFactorForms>();

    public static void MapOwnAccount(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).NotStored().ExcludeFromDescription();
        // IResult: what writes the code of endpoints does not see the types of components.
        group.MapGet("/password", IResult (HttpContext context) =>
            new RazorComponentResult<PasswordDocument>(new { Email = context.User.Identity!.Name! }));
        group.MapPost("/password", (HttpContext context, OwnAccountForms forms) => forms.ChangePasswordAsync(context));
        group.MapGet("/two-factor", (HttpContext context, TwoFactorForms forms) => forms.ShowAsync(context));
        group.MapPost("/two-factor", (HttpContext context, TwoFactorForms forms) => forms.TurnOnAsync(context));
        group.MapPost("/two-factor/off", (HttpContext context, TwoFactorForms forms) => forms.TurnOffAsync(context));
        group.MapPost("/two-factor/recovery-codes", (HttpContext context, TwoFactorForms forms) => forms.RenewCodesAsync(context));
        group.MapPost("/sign-out-everywhere", (HttpContext context, OwnAccountForms forms) => forms.SignOutEverywhereAsync(context));
    }
}
