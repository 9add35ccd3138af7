using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Components.EventSettings.Certificates;

/// <summary>Says how much the certificate in force is used, before another one replaces it.</summary>
internal sealed partial class TokensInUse(IDecisionCounts counts, PolicyMonitor policies, TimeProvider time, ILogger<TokensInUse> log)
{
    /// <summary>How many events of the last 24 hours came with its tokens, and how long the newest one can still be used.</summary>
    public async Task<string> ToSentenceAsync(Certificate inForce)
    {
        var newest = policies.Current.Key is { } key && key.CertificateId == inForce.Id
            ? key.NewestExpiry - time.GetUtcNow().ToUnixTimeSeconds()
            : 0;
        return CertificateTexts.ToUse(await CountAsync(inForce), newest);
    }

    // Null if that is not known: the question is asked anyway.
    private async Task<long?> CountAsync(Certificate inForce)
    {
        try
        {
            var day = await counts.ReadAsync(OverviewSpan.Day, CancellationToken.None);
            return day.Certificates.FirstOrDefault(each => each.CertificateId == inForce.Id)?.Accepted ?? 0;
        }
        catch (Exception failure)
        {
            NotCounted(log, failure);
            return null;
        }
    }

    [LoggerMessage(4013, LogLevel.Warning, "The events with a token of the certificate in force could not be counted.")]
    private static partial void NotCounted(ILogger logger, Exception failure);
}
