using System.Threading.RateLimiting;
using EventAuth.Core.Limits;
using EventAuth.Storage.Attempts;

namespace EventAuth.Admin.Accounts;

/// <summary>
/// The limit of one network over all processes: so many forms in any time of this length. What is over the limit of this process alone is
/// refused without asking the others.
/// </summary>
internal sealed class SharedFormLimiter(
    ReplenishingRateLimiter here, IAttemptMemory memory, ClientNetwork network, int most, TimeSpan window) : ReplenishingRateLimiter
{
    public override TimeSpan? IdleDuration => here.IdleDuration;

    public override TimeSpan ReplenishmentPeriod => here.ReplenishmentPeriod;

    public override bool IsAutoReplenishing => here.IsAutoReplenishing;

    public override bool TryReplenish() => here.TryReplenish();

    public override RateLimiterStatistics? GetStatistics() => here.GetStatistics();

    // Whoever asks at once is told to wait, and then waits for the answer of the others.
    protected override RateLimitLease AttemptAcquireCore(int permitCount) => new Refusal(TimeSpan.Zero);

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        var lease = here.AttemptAcquire(permitCount);
        if (!lease.IsAcquired)
        {
            return lease;
        }

        var wait = await memory.ChangeAsync(
            [new AttemptKey(AttemptKind.Form, network.ToString())], (now, known) => Begin(now, ref known[0]), cancellationToken);
        if (wait == TimeSpan.Zero)
        {
            return lease;
        }

        lease.Dispose();
        return new Refusal(wait);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            here.Dispose();
        }

        base.Dispose(disposing);
    }

    private TimeSpan Begin(long now, ref AttemptFacts known)
    {
        var length = (long)window.TotalMilliseconds;
        var recent = known.Values.Where(moment => now - moment < length).ToArray();
        if (recent.Length >= most)
        {
            return TimeSpan.FromMilliseconds(recent[^most] + length - now);
        }

        known = new AttemptFacts([.. recent, now], now + length);
        return TimeSpan.Zero;
    }

    private sealed class Refusal(TimeSpan wait) : RateLimitLease
    {
        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            metadata = wait;
            return metadataName == MetadataName.RetryAfter.Name;
        }
    }
}
