using EventAuth.Core.Certificates;
using EventAuth.Core.Inspection;
using EventAuth.Core.Tokens;

namespace EventAuth.Testing.BrokenTokens;

/// <summary>What tests of inspections share: a time, a certificate in force and one that it overwrote.</summary>
public static class InspectionCase
{
    public const long NowSeconds = 1_800_000_000;

    /// <summary>The moment at which all tokens are checked: a whole second, <see cref="NowSeconds"/>.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(NowSeconds);

    public static readonly DateTimeOffset OverwrittenAt = new(2026, 5, 3, 14, 5, 9, TimeSpan.Zero);

    public static readonly Certificate Former = Make("c1", TokenMint.Former, OverwrittenAt.AddYears(-1));

    public static readonly Certificate InForce = Make("c2", TokenMint.InForce, OverwrittenAt);

    public static readonly TokenMint Mint = new(Now);

    /// <summary>Inspects a text with both certificates.</summary>
    public static TokenInspection Inspect(string text, EventIdentifiers? sent = null, TokenRules? rules = null, EndedTokens? ended = null)
    {
        using var keys = Keys();
        return new TokenInspector(rules ?? new TokenRules(), ended ?? new EndedTokens(new ManualClock(Now))).Inspect(text, sent, keys, Now);
    }

    /// <summary>Inspects a correctly signed token with these claims and valid times.</summary>
    public static TokenInspection InspectClaims(string members, TokenRules? rules = null) => Inspect(Mint.WithClaims(members), rules: rules);

    public static KnownKeys Keys() => new(VerificationKey.Of(InForce), [InForce, Former]);

    /// <summary>The first finding, which must be a problem.</summary>
    public static TokenFinding FirstWrong(this TokenInspection inspection) =>
        inspection.Findings.Take(1).Single(finding => finding.Severity == TokenFindingSeverity.Wrong);

    public static TokenFinding FindingOf(this TokenInspection inspection, TokenFindingCode code) => inspection.Findings.Single(finding => finding.Code == code);

    public static IEnumerable<TokenFindingCode> Codes(this TokenInspection inspection, TokenFindingSeverity severity) =>
        inspection.Findings.Where(finding => finding.Severity == severity).Select(finding => finding.Code);

    private static Certificate Make(string id, SigningKey key, DateTimeOffset createdAt) => CertificateReader.Read(key.PublicPem) is CertificateReading.Accepted accepted
        ? new Certificate(id, accepted.Pem, accepted.Sha256, accepted.KeySize, createdAt, "installation")
        : throw new InvalidOperationException("A key for tests was refused.");
}
