using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EventAuth.Admin.Listeners;

/// <summary>
/// What one request may take at most, whatever it is for. Each endpoint that reads a body has a limit of its own below the one here, and
/// holds to it while it reads; these are for what no endpoint looks at. The rest are the server's own: the headers have 30 s to arrive,
/// and a connection may be idle for 130 s.
/// </summary>
internal static class ServerLimits
{
    /// <summary>
    /// The longest body: twice that of a policy, the longest that an endpoint takes. What is only somewhat too long is read to its end,
    /// so that its sender hears why it is refused instead of losing the connection.
    /// </summary>
    public const int BodyBytes = 24 * 1024 * 1024;

    // A token has at most 8 KiB, the cookies of the console together less.
    private const int HeaderBytes = 32 * 1024;
    private const int Headers = 100;
    private const int RequestLineBytes = 8 * 1024;

    // What comes before somebody reads it: pipelined requests, the body of a request that waits. Larger than the headers must be.
    private const int ReadAhead = 64 * 1024;

    // The same over HTTP/2, where one connection is many requests.
    private const int Streams = 32;
    private const int StreamWindow = 96 * 1024;

    // Mobile networks stall for seconds.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public static void Set(KestrelServerLimits limits, int minBodyBytesPerSecond)
    {
        limits.MinRequestBodyDataRate = new MinDataRate(minBodyBytesPerSecond, Grace);
        limits.MaxRequestBufferSize = ReadAhead;
        limits.Http2.MaxStreamsPerConnection = Streams;
        limits.Http2.InitialStreamWindowSize = StreamWindow;
        limits.Http2.InitialConnectionWindowSize = StreamWindow;
        limits.MaxRequestBodySize = BodyBytes;
        limits.MaxRequestHeadersTotalSize = HeaderBytes;
        limits.MaxRequestHeaderCount = Headers;
        limits.MaxRequestLineSize = RequestLineBytes;
    }
}
