using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Inspects tokens with this installation's keys, clock and used tokens, for page and API. Nothing is stored or logged.</summary>
public sealed class TokenInspections(
    TokenInspector inspector, PolicyMonitor monitor, IPolicyStore store, IUsedTokens used, TimeProvider time)
{
    /// <summary>Inspects a text as <see cref="TokenInspector.Inspect"/> does, with the key in force.</summary>
    public Task<TokenInspection> InspectAsync(string text, EventIdentifiers? sent, CancellationToken cancellation) =>
        InspectAsync(text, sent, monitor.Current.Key, cancellation);

    /// <summary>The same with the key of another version; null for one without a certificate.</summary>
    public async Task<TokenInspection> InspectAsync(
        string text, EventIdentifiers? sent, VerificationKey? key, CancellationToken cancellation)
    {
        using var keys = new KnownKeys(key, await store.ReadCertificatesAsync(cancellation));
        var inspection = inspector.Inspect(text, sent, keys, time.GetUtcNow());
        return inspection.Use is { } use && await used.HaveAsync(use, cancellation) ? inspection.AsUsed() : inspection;
    }
}

/// <summary>Knows which single-use tokens were used.</summary>
public interface IUsedTokens
{
    /// <summary>Whether events with the token were accepted. Does not use it up.</summary>
    Task<bool> HaveAsync(TokenUse use, CancellationToken cancellation);
}
