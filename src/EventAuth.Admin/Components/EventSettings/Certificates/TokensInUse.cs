using EventAuth.Admin.Policies;
using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Components.EventSettings.Certificates;

/// <summary>Says how much the certificate in force is used, before another one replaces it.</summary>
internal sealed partial class TokensInUse(
    IDecisionCounts counts, TokenExpiries expiries, TimeProvider time, ILogger<TokensInUse> log)
{
    /// <summary>How many events of the last 24 hours came with its tokens, and how long the newest one can still be used.</summary>
    public async Task<string> ToSentenceAsync(Certificate inForce)
    {
        try
        {
            var day = await counts.ReadAsync(OverviewSpan.Day, CancellationToken.None);
            var events = day.Certificates.FirstOrDefault(each => each.CertificateId == inForce.Id)?.Accepted ?? 0;
            var expiry = await expiries.ReadAsync(inForce.Id, CancellationToken.None);
            return CertificateTexts.ToUse(events, expiry - time.GetUtcNow().ToUnixTimeSeconds());
        }
        catch (Exception failure)
        {
            // The question is asked anyway.
            NotCounted(log, failure);
            return CertificateTexts.ToUse(events: null, seconds: 0);
        }
    }

    [LoggerMessage(4013, LogLevel.Warning, "It could not be read how much the certificate in force is used.")]
    private static partial void NotCounted(ILogger logger, Exception failure);
}
