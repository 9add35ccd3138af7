using EventAuth.Admin.Responses;

namespace EventAuth.Admin.Connections;

/// <summary>Why a live connection is refused. The words are the same in the answer, in the log and on the page.</summary>
/// <param name="Code">A stable code for programs.</param>
/// <param name="Cause">What is wrong, in one sentence.</param>
/// <param name="Setting">The setting of nginx that fixes it.</param>
internal sealed record ConnectionFault(string Code, int Status, string Cause, string Setting)
{
    /// <summary>Everything that nginx needs: the map goes outside of "server", the rest into "location".</summary>
    public const string AllSettings =
        """
        map $http_upgrade $connection_upgrade {
            default upgrade;
            ''      close;
        }

        proxy_http_version 1.1;
        proxy_set_header Host $http_host;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $connection_upgrade;
        proxy_set_header X-Forwarded-Proto $scheme;
        """;

    public static ConnectionFault WrongHost { get; } = new(
        "origin_is_not_host",
        StatusCodes.Status403Forbidden,
        "The Host header that arrived is not the address at which the page was opened, so its live connection is refused.",
        "proxy_set_header Host $http_host;");

    public static ConnectionFault WrongScheme { get; } = new(
        "origin_is_not_scheme",
        StatusCodes.Status403Forbidden,
        "The proxy reports https (X-Forwarded-Proto), but the page was opened over http, so its live connection is refused.",
        "proxy_set_header X-Forwarded-Proto $scheme;");

    public static ConnectionFault NoOrigin { get; } = new(
        "origin_missing",
        StatusCodes.Status403Forbidden,
        "The Origin header is missing, so the live connection is refused. Browsers always send it; a proxy must pass it on.",
        "proxy_set_header Origin $http_origin;");

    public static ConnectionFault NoUpgrade { get; } = new(
        "websocket_upgrade_missing",
        StatusCodes.Status426UpgradeRequired,
        "The proxy does not pass on WebSocket connections: the Upgrade and Connection headers did not arrive.",
        "proxy_http_version 1.1; proxy_set_header Upgrade $http_upgrade; proxy_set_header Connection $connection_upgrade;");

    public static IReadOnlyList<ConnectionFault> All { get; } = [WrongHost, WrongScheme, NoOrigin, NoUpgrade];

    /// <summary>
    /// Whether a live connection is requested by a page of this console. Browsers let a page of any site open a WebSocket to any other,
    /// and send the cookies if the two differ only in the port, as with the ingest listener. The header Origin says which
    /// page it was, and no script can forge it (RFC 6454; RFC 6455, section 10.2). A WebSocket must name its origin; a plain request of
    /// the same page need not. The framework's own check decides what a WebSocket is (RFC 6455, section 4.2.1); it also accepts it later.
    /// </summary>
    /// <param name="mustNameOrigin">Whether a plain request must name its origin, too.</param>
    /// <returns>What is wrong with the request; null when it comes from a page of this console.</returns>
    public static ConnectionFault? Find(HttpContext context, bool mustNameOrigin)
    {
        var isWebSocket = context.WebSockets.IsWebSocketRequest;

        // A proxy that removes Upgrade and Connection leaves the rest of the handshake.
        if (!isWebSocket && context.Request.Headers.SecWebSocketKey.Count > 0)
        {
            return NoUpgrade;
        }

        return context.Request.Headers.Origin switch
        {
            [{ } origin] => Compare(origin, context.Request),
            [] => isWebSocket || mustNameOrigin ? NoOrigin : null,
            _ => WrongHost,
        };
    }

    /// <summary>The answer to a refused request.</summary>
    public ProblemResult ToProblem() => new(Status, Code, $"{Cause} Behind nginx set: {Setting}");

    // Compared as the browser wrote both: it leaves out the default port of the scheme in both Origin and Host. If the page is https
    // and this request is not, a proxy in front uses TLS; the other way round the page came over an unprotected network.
    private static ConnectionFault? Compare(string origin, HttpRequest request)
    {
        if (!Uri.TryCreate(origin, UriKind.Absolute, out var page)
            || (page.Scheme != Uri.UriSchemeHttps && page.Scheme != Uri.UriSchemeHttp)
            || !origin.AsSpan(page.Scheme.Length + Uri.SchemeDelimiter.Length)
                .Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase))
        {
            return WrongHost;
        }

        return page.Scheme == Uri.UriSchemeHttp && request.IsHttps ? WrongScheme : null;
    }
}
