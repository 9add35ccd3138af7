using EventAuth.Core.Inspection;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Conformance;

/// <summary>Checks tokens of a backend against each requirement of this installation. Nothing is stored or logged.</summary>
/// <param name="inspections">Inspects them with the keys and the clock of the installation.</param>
/// <param name="verifier">Has the settings of the check of requests.</param>
/// <param name="time">The clock of the installation.</param>
public sealed class TokenConformance(TokenInspections inspections, TokenVerifier verifier, TimeProvider time)
{
    /// <summary>The settings by which tokens are checked.</summary>
    public TokenRules Rules => verifier.Rules;

    /// <summary>The valid tokens without a key that requests had, where these are accepted beside proven ones.</summary>
    public BearerCount Bearers => verifier.Bearers;

    /// <summary>Checks a token, or a whole header with one, as pasted. A single-use token is not used up.</summary>
    public async Task<ConformanceReport> CheckAsync(string text, CancellationToken cancellation)
    {
        var inspection = await inspections.InspectAsync(text, null, cancellation);
        return ConformanceReport.Of(inspection, Rules, time.GetUtcNow());
    }
}
