using System.Threading.RateLimiting;
using EventAuth.Core.Limits;
using Microsoft.AspNetCore.Http;

namespace EventAuth.Ingest.Limits;

/// <summary>Counts the requests of each address over the last second.</summary>
/// <param name="requestsPerSecond">How many an address may send; one at least.</param>
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

    /// <summary>Counts a request; false when its address has had its share of this second.</summary>
    public bool Admit(HttpContext context)
    {
        using var lease = _requests.AttemptAcquire(context);
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose() => _requests.Dispose();
}
