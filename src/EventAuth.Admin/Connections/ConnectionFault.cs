using EventAuth.Admin.Hosting;
using EventAuth.Admin.Responses;

namespace EventAuth.Admin.Connections;

/// <summary>Why a live connection is refused. The words are the same in the answer, in the log and on the page.</summary>
/// <param name="Code">A stable code for programs.</param>
/// <param name="Status">The status of the answer.</param>
/// <param name="Cause">What is wrong, in one sentence.</param>
/// <param name="Setting">The setting of nginx that mends it.</param>
internal sealed record ConnectionFault(string Code, int Status, string Cause, string Setting)
{
    /// <summary>All that nginx needs: the map stands outside of "server", the rest in "location".</summary>
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

    /// <summary>The answer to who was refused.</summary>
    public ProblemResult ToProblem() => new(Status, Code, $"{Cause} Behind nginx set: {Setting}");
}
