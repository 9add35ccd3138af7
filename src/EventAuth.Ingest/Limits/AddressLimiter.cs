using System.Threading.RateLimiting;
using EventAuth.Core.Limits;
using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest.Limits;

/// <summary>
/// Refuses requests of an address beyond its limit over the last second with a bare status 429, before the body is read. Preflights and
/// health checks are not counted.
/// </summary>
/// <param name="requestsPerSecond">How many an address may send; at least one.</param>
internal sealed class AddressLimiter(int requestsPerSecond) : IDisposable
{
    private const int Segments = 10;

    private readonly PartitionedRateLimiter<HttpContext> _requests = PartitionedRateLimiter.Create<HttpContext, ClientNetwork>(context =>
        RateLimitPartition.GetSlidingWindowLimiter(
            ClientNetwork.Of(context.Connection.RemoteIpAddress),
            _ => new SlidingWindowRateLimiterOptions
            {
                PermitLimit = requestsPerSecond,
                Window = TimeSpan.FromSeconds(1),
                SegmentsPerWindow = Segments,
            }));

    /// <summary>Counts a request; false when its address is over its limit, and then the status of the answer is set.</summary>
    public bool Admit(HttpContext context)
    {
        if (!HttpMethods.IsPost(context.Request.Method))
        {
            return true;
        }

        using var lease = _requests.AttemptAcquire(context);
        if (!lease.IsAcquired)
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        }

        return lease.IsAcquired;
    }

    public void Dispose() => _requests.Dispose();
}
