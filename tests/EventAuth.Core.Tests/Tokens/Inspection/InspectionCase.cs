using EventAuth.Core.Certificates;
using EventAuth.Core.Tests.Certificates;
using EventAuth.Core.Tokens;
using EventAuth.Core.Tokens.Inspection;
using EventAuth.Testing;
using EventAuth.Testing.BrokenTokens;

namespace EventAuth.Core.Tests.Tokens.Inspection;

/// <summary>What the tests of this folder share: the moment of <see cref="TokenCase"/>, a certificate in force and one that it overwrote.</summary>
internal static class InspectionCase
{
    public static readonly DateTimeOffset OverwrittenAt = new(2026, 5, 3, 14, 5, 9, TimeSpan.Zero);

    public static readonly Certificate Former = CertificateOf.Text(TokenMint.Former.PublicPem) with { Id = "c1", CreatedAt = OverwrittenAt.AddYears(-1) };

    public static readonly Certificate InForce = CertificateOf.Text(TokenMint.InForce.PublicPem) with { Id = "c2", CreatedAt = OverwrittenAt };

    public static readonly TokenMint Mint = new(TokenCase.Now);

    /// <summary>Inspects a text with both certificates.</summary>
    public static TokenInspection Inspect(string text, EventIdentifiers? sent = null, TokenRules? rules = null, EndedTokens? ended = null)
    {
        using var keys = Keys();
        return new TokenInspector(rules ?? new TokenRules(), ended ?? new EndedTokens()).Inspect(text, sent, keys, TokenCase.Now);
    }

    /// <summary>Inspects a well signed token with these claims beside good times.</summary>
    public static TokenInspection InspectClaims(string members, TokenRules? rules = null) => Inspect(Mint.WithClaims(members), rules: rules);

    public static KnownKeys Keys() => new(VerificationKey.Of(InForce), [InForce, Former]);

    /// <summary>The first thing that is said, which must be wrong.</summary>
    public static TokenFinding FirstWrong(this TokenInspection inspection)
    {
        Assert.Equal(TokenFindingSeverity.Wrong, inspection.Findings[0].Severity);
        return inspection.Findings[0];
    }

    public static TokenFinding Single(this TokenInspection inspection, TokenFindingCode code) => Assert.Single(inspection.Findings, finding => finding.Code == code);

    public static IEnumerable<TokenFindingCode> Codes(this TokenInspection inspection, TokenFindingSeverity severity) =>
        inspection.Findings.Where(finding => finding.Severity == severity).Select(finding => finding.Code);
}
