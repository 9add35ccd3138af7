using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace EventAuth.Admin.Listeners;

/// <summary>
/// The limits of any request. Each endpoint that reads a body has its own limit below the one here, and
/// applies it while it reads; these are for what no endpoint checks. The rest are the server's own: the headers have 30 s to arrive,
/// and a connection may be idle for 130 s.
/// </summary>
internal static class ServerLimits
{
    /// <summary>
    /// The longest body: twice that of a policy, the longest that an endpoint accepts. One that is slightly too long is read to its end,
    /// so that its sender learns why it is refused instead of losing the connection.
    /// </summary>
    public const int BodyBytes = 24 * 1024 * 1024;

    // A token has at most 8 KiB, the cookies of the console together less.
    private const int HeaderBytes = 32 * 1024;
    private const int Headers = 100;
    private const int RequestLineBytes = 8 * 1024;

    // What arrives before it is read: pipelined requests, the body of a request that waits. Must be larger than the headers.
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
