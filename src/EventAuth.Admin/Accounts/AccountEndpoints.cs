namespace EventAuth.Admin.Accounts;

/// <summary>The pages of accounts.</summary>
internal static class AccountEndpoints
{
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        routes.MapSetup();
        routes.MapInvitation();
        routes.MapSignIn();
        routes.MapGet("/", () => TypedResults.LocalRedirect(ReturnAddress.Home)).ExcludeFromDescription();
    }
}
