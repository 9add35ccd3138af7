using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace EventAuth.Admin.Responses;

/// <summary>What the limits of the console and of the API have in common.</summary>
internal static class ClientShare
{
    private const int Segments = 10;

    /// <summary>The share of one client: so many requests in any stretch of time of this length; 0 for any number.</summary>
    public static RateLimitPartition<TClient> Of<TClient>(TClient client, int requests, TimeSpan window) => requests == 0
        ? RateLimitPartition.GetNoLimiter(client)
        : RateLimitPartition.GetSlidingWindowLimiter(
            client, _ => new SlidingWindowRateLimiterOptions { PermitLimit = requests, Window = window, SegmentsPerWindow = Segments });

    /// <summary>Says in <c>Retry-After</c> when to come back, and that nobody keeps this answer. Gives the seconds, at least 1.</summary>
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
