using EventAuth.Core.Inspection;
using EventAuth.Core.Tests.Tokens;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using EventAuth.Testing.BrokenTokens;

namespace EventAuth.Core.Tests.Proofs;

/// <summary>The claim <c>cnf</c> of a token, and what the inspector says of it.</summary>
public sealed class KeyConfirmationTests
{
    private static readonly string s_good = $$"""{"jkt":"{{ProofCase.Key.Thumbprint}}"}""";

    [Theory]
    [InlineData("null")]
    [InlineData("\"jkt\"")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"jkt\":7}")]
    [InlineData("{\"jkt\":\"\"}")]
    [InlineData("{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4\"}")]
    [InlineData("{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4J\"}")]
    [InlineData("{\"jkt\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I=\"}")]
    [InlineData("{\"jkt\":\"0ZcOCORZNYy+DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}")]
    [InlineData("{\"x5t#S256\":\"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I\"}")]
    public void Verify_UnusableConfirmation_IsRefusedWhereProofsAreRead(string cnf)
    {
        var claims = "\"customId\":\"c-1\",\"cnf\":" + cnf;

        Assert.Equal(TokenFailure.None, TokenCase.WithClaims(claims).Failure);
        foreach (var rules in (TokenRules[])[ProofCase.Rules, ProofCase.BothRules])
        {
            Assert.Equal(TokenFailure.BadConfirmation, TokenCase.WithClaims(claims, rules).Failure);
            Assert.Equal(TokenFindingCode.ConfirmationMissing, InspectionCase.InspectClaims(claims, rules).FirstWrong().Code);
        }
    }

    [Fact]
    public void Verify_WithoutConfirmation_IsRefusedWhereProofsAreRequired() =>
        Assert.Equal(TokenFailure.BadConfirmation, TokenCase.WithClaims("\"customId\":\"c-1\"", ProofCase.Rules).Failure);

    [Fact]
    public void Verify_WithoutConfirmation_IsABearerWhereBothAreAccepted()
    {
        var verification = TokenCase.WithClaims("\"customId\":\"c-1\"", ProofCase.BothRules);

        Assert.Equal((TokenFailure.None, false), (verification.Failure, verification.NamesKey));
        Assert.True(TokenCase.WithClaims("\"customId\":\"c-1\",\"cnf\":" + s_good, ProofCase.BothRules).NamesKey);
        Assert.False(TokenCase.WithClaims("\"customId\":\"c-1\",\"cnf\":" + s_good).NamesKey);
    }

    [Fact]
    public void Inspect_GoodConfirmation_IsShown()
    {
        var claims = "\"customId\":\"c-1\",\"cnf\":" + s_good;

        Assert.Contains(InspectionCase.InspectClaims(claims, ProofCase.Rules).Findings, finding => finding.Code == TokenFindingCode.ConfirmationRight);
        Assert.Contains(InspectionCase.InspectClaims(claims).Findings, finding => finding.Code == TokenFindingCode.ConfirmationUnused);
        Assert.True(InspectionCase.InspectClaims(claims, ProofCase.Rules).IsValid);
    }

    [Theory]
    [InlineData("Authorization: DPoP ", null)]
    [InlineData("dpop  ", null)]
    [InlineData("", null)]
    [InlineData("Authorization: Bearer ", TokenFindingCode.BearerScheme)]
    public void Inspect_WholeHeader_NeedsTheSchemeThatIsRequired(string before, TokenFindingCode? wrong)
    {
        var inspection = InspectionCase.Inspect(before + ProofCase.Token, rules: ProofCase.Rules);

        Assert.Equal(wrong, inspection.Findings.Where(finding => finding.Severity == TokenFindingSeverity.Wrong).Select(finding => (TokenFindingCode?)finding.Code).FirstOrDefault());
        Assert.Equal(wrong is null, inspection.IsValid);
    }

    [Theory]
    [InlineData("Authorization: DPoP ", true, null, TokenFindingCode.ConfirmationRight)]
    [InlineData("", true, null, TokenFindingCode.ConfirmationRight)]
    [InlineData("Authorization: Bearer ", true, TokenFindingCode.BearerScheme, TokenFindingCode.ConfirmationRight)]
    [InlineData("Authorization: Bearer ", false, null, TokenFindingCode.ConfirmationAbsent)]
    [InlineData("", false, null, TokenFindingCode.ConfirmationAbsent)]
    [InlineData("Authorization: DPoP ", false, TokenFindingCode.ConfirmationMissing, null)]
    [InlineData("dpop ", false, TokenFindingCode.ConfirmationMissing, null)]
    public void Inspect_BothAreAccepted_EachTokenNeedsItsOwnScheme(string before, bool namesKey, TokenFindingCode? wrong, TokenFindingCode? found)
    {
        var token = namesKey ? ProofCase.Token : SigningKey.Shared.Token(new { customId = "c-17" }, TokenCase.Now);

        var inspection = InspectionCase.Inspect(before + token, rules: ProofCase.BothRules);

        Assert.Equal(wrong, inspection.Findings.Where(finding => finding.Severity == TokenFindingSeverity.Wrong).Select(finding => (TokenFindingCode?)finding.Code).FirstOrDefault());
        Assert.Equal(wrong is null, inspection.IsValid);
        Assert.Equal(found is not null, inspection.Findings.Any(finding => finding.Code == found));
    }
}
