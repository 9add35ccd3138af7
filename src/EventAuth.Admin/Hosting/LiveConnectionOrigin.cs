using Microsoft.AspNetCore.Http.Features;

namespace EventAuth.Admin.Hosting;

/// <summary>
/// Whether a live connection is asked for by a page of this console. Browsers let a page of any site open a WebSocket to any other, and send
/// the cookies along when the two differ by nothing but the port: the ingest listener's does. The header Origin says which page it was, and
/// no script can forge it (RFC 6454; RFC 6455, section 10.2).
/// </summary>
internal static class LiveConnectionOrigin
{
    /// <summary>Whether the request comes from a page of this console. A WebSocket must say so; a plain request of the same page need not.</summary>
    public static bool IsOwn(HttpContext context) => context.Request.Headers.Origin switch
    {
        [{ } origin] => IsSame(origin, context.Request),
        [] => !AsksForConnection(context),
        _ => false,
    };

    // Compared as the browser wrote both: it leaves out the usual port of the scheme in Origin and in Host alike. Where the page is https and
    // this request is not, a proxy in front speaks TLS; the other way round the page came over a wire that anybody could write on.
    private static bool IsSame(string origin, HttpRequest request) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && (page.Scheme == Uri.UriSchemeHttps || (page.Scheme == Uri.UriSchemeHttp && !request.IsHttps))
        && origin.AsSpan(page.Scheme.Length + Uri.SchemeDelimiter.Length).Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase);

    private static bool AsksForConnection(HttpContext context) =>
        context.Features.Get<IHttpUpgradeFeature>() is { IsUpgradableRequest: true } || context.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true };
}
