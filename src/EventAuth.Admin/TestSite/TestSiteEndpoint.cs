using EventAuth.Admin.Listeners;
using EventAuth.Ingest.Sdk;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace EventAuth.Admin.TestSite;

/// <summary>
/// Serves the document that sends a test event from the browser. It alone may load the SDK from the ingest listener and send to it, and
/// it alone may be in a frame, of the console itself: the policy of the console's pages stays as strict as it is.
/// </summary>
internal static class TestSiteEndpoint
{
    /// <summary>Where it is.</summary>
    public const string Path = "/connect-your-site/test-site";

    /// <summary>Maps it, for everybody who signed in.</summary>
    public static void MapTestSite(this IEndpointRouteBuilder routes) => routes.MapGet(Path, Answer).ExcludeFromDescription();

    private static IResult Answer(HttpContext context, IngestAddresses addresses)
    {
        if (!Uri.TryCreate($"{context.Request.Scheme}://{context.Request.Host}/", UriKind.Absolute, out var console)
            || addresses.For(console)?.Direct is not { Origin: { } origin } address)
        {
            return TypedResults.NotFound();
        }

        context.Response.Headers[HeaderNames.ContentSecurityPolicy] =
            $"default-src 'none'; script-src 'self' {address}{SdkFile.Script.Path}; connect-src {origin}; "
            + "base-uri 'self'; form-action 'none'; frame-ancestors 'self'";
        context.Response.Headers.CacheControl = "no-store";
        return new RazorComponentResult<TestSiteDocument>(new { Endpoint = address.ToString() });
    }
}
