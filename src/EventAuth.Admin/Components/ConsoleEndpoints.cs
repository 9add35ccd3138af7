namespace EventAuth.Admin.Components;

/// <summary>Maps the pages of the console.</summary>
internal static class ConsoleEndpoints
{
    /// <summary>The pages and their live connection, for people who signed in; and the files they are made of, for everybody.</summary>
    public static void MapConsole(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets().AllowAnonymous();
        routes.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
