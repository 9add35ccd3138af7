using EventAuth.Core.Decisions.Counts;

namespace EventAuth.Admin.Components.EventSettings.Certificates;

/// <summary>Says how much the certificate in force is used, before another one replaces it.</summary>
internal sealed class TokensInUse(IDecisionCounts counts, PolicyMonitor policies, TimeProvider time)
{
    /// <summary>How many events of the last 24 hours came with its tokens, and how long the newest one can still be used.</summary>
    public async Task<string> ToSentenceAsync(Certificate inForce)
    {
        var day = await counts.ReadAsync(OverviewSpan.Day, CancellationToken.None);
        var events = day.Certificates.FirstOrDefault(each => each.CertificateId == inForce.Id)?.Accepted ?? 0;
        var newest = policies.Current.Key is { } key && key.CertificateId == inForce.Id
            ? key.NewestExpiry - time.GetUtcNow().ToUnixTimeSeconds()
            : 0;
        return CertificateTexts.ToUse(events, newest);
    }
}
