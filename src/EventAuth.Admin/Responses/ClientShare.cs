using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace EventAuth.Admin.Responses;

/// <summary>What the limits of the console and of the API have in common.</summary>
internal static class ClientShare
{
    private const int Segments = 10;

    /// <summary>The limit of one client: this many requests in any time span of this length; 0 for no limit.</summary>
    public static RateLimitPartition<TClient> Of<TClient>(TClient client, int requests, TimeSpan window) => requests == 0
        ? RateLimitPartition.GetNoLimiter(client)
        : RateLimitPartition.GetSlidingWindowLimiter(
            client, _ => new SlidingWindowRateLimiterOptions { PermitLimit = requests, Window = window, SegmentsPerWindow = Segments });

    /// <summary>Says in <c>Retry-After</c> when to try again, and prevents caching. Returns the seconds, at least 1.</summary>
    public static string AskToWait(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var known) ? known : TimeSpan.Zero;
        var seconds = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var headers = rejected.HttpContext.Response.Headers;
        headers.RetryAfter = seconds;
        headers.CacheControl = "no-store";
        return seconds;
    }
}
