using EventAuth.Admin.Accounts;

namespace EventAuth.Admin.OwnAccount;

/// <summary>The forms of the page "Your account". What they ask for is posted plainly and never goes over a live connection.</summary>
internal static class OwnAccountEndpoints
{
    /// <summary>The page.</summary>
    public const string Path = "/account";

    public static void MapOwnAccount(this IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Path).NotStored().ExcludeFromDescription();
        group.MapPasswordChange();
        group.MapTwoFactor();
        group.MapPost("/sign-out-everywhere", EverySignIn.SignOutAsync);
    }
}
