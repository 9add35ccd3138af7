using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EventAuth.Admin.Hosting.Listeners;

/// <summary>
/// What one request may take at most, whatever it is for. Each endpoint that reads a body has a limit of its own below the one here, and holds
/// to it while it reads; these are for what no endpoint looks at. The rest are the server's own: a header has 30 s to arrive, a body
/// at least 240 bytes a second.
/// </summary>
internal static class ServerLimits
{
    /// <summary>
    /// The longest body: twice that of a policy, the longest that an endpoint takes. What is only somewhat too long is read to its end, so that
    /// its sender hears why it is refused instead of losing the connection.
    /// </summary>
    public const int BodyBytes = 24 * 1024 * 1024;

    // A token has at most 8 KiB, the cookies of the console together less.
    private const int HeaderBytes = 32 * 1024;
    private const int Headers = 100;
    private const int RequestLineBytes = 8 * 1024;

    public static void Set(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = BodyBytes;
        limits.MaxRequestHeadersTotalSize = HeaderBytes;
        limits.MaxRequestHeaderCount = Headers;
        limits.MaxRequestLineSize = RequestLineBytes;
    }
}
