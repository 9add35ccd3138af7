using EventAuth.Admin.Hosting;

namespace EventAuth.Admin.Connections;

/// <summary>
/// Whether a live connection is asked for by a page of this console. Browsers let a page of any site open a WebSocket to any other, and
/// send the cookies along when the two differ by nothing but the port: the ingest listener's does. The header Origin says which page it
/// was, and no script can forge it (RFC 6454; RFC 6455, section 10.2).
/// </summary>
internal static class LiveConnectionOrigin
{
    /// <summary>
    /// What is wrong with the request; null when it comes from a page of this console. A WebSocket must name its origin; a plain request of
    /// the same page need not. What a WebSocket is, the framework's own check says (RFC 6455, section 4.2.1), which also accepts it later.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="mustNameOrigin">Whether a plain request must name its origin, too.</param>
    public static ConnectionFault? FindFault(HttpContext context, bool mustNameOrigin)
    {
        var isWebSocket = context.WebSockets.IsWebSocketRequest;

        // A proxy that takes Upgrade and Connection away leaves the rest of the handshake.
        if (!isWebSocket && context.Request.Headers.SecWebSocketKey.Count > 0)
        {
            return ConnectionFault.NoUpgrade;
        }

        return context.Request.Headers.Origin switch
        {
            [{ } origin] => Compare(origin, context.Request),
            [] => isWebSocket || mustNameOrigin ? ConnectionFault.NoOrigin : null,
            _ => ConnectionFault.WrongHost,
        };
    }

    // Compared as the browser wrote both: it leaves out the usual port of the scheme in Origin and in Host alike. Where the page is https
    // and this request is not, a proxy in front speaks TLS; the other way round the page came over a wire that anybody could write on.
    private static ConnectionFault? Compare(string origin, HttpRequest request)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var page)
            || (page.Scheme != Uri.UriSchemeHttps && page.Scheme != Uri.UriSchemeHttp)
            || !origin.AsSpan(page.Scheme.Length + Uri.SchemeDelimiter.Length)
                .Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase))
        {
            return ConnectionFault.WrongHost;
        }

        return page.Scheme == Uri.UriSchemeHttp && request.IsHttps ? ConnectionFault.WrongScheme : null;
    }
}
