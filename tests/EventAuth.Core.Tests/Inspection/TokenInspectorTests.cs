using EventAuth.Core.Certificates;
using EventAuth.Core.Inspection;
using EventAuth.Core.Tests.Tokens;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using EventAuth.Testing.BrokenTokens;

namespace EventAuth.Core.Tests.Inspection;

public sealed class TokenInspectorTests
{
    [Fact]
    public void Inspect_GoodToken_SaysAllThatIsRight()
    {
        var inspection = InspectionCase.Inspect(InspectionCase.Mint.Good());

        Assert.True(inspection.IsValid);
        Assert.Equal("valid", inspection.Code);
        Assert.Null(inspection.Cause);
        Assert.Equal(
            [TokenFindingCode.AlgorithmRight, TokenFindingCode.SignatureRight, TokenFindingCode.Customer, TokenFindingCode.TimeLeft, TokenFindingCode.Issued],
            inspection.Findings.Select(finding => finding.Code));
        Assert.Equal("c2", inspection.CertificateId);
        Assert.Equal(TokenCase.Now.AddSeconds(290), inspection.ExpiresAt);
        Assert.Equal(TokenMint.Header, inspection.Header);
        Assert.Equal(InspectionCase.Mint.Claims(), inspection.Claims);
    }

    [Theory]
    [InlineData("Bearer ")]
    [InlineData("bearer ")]
    [InlineData("Authorization: Bearer ")]
    [InlineData("authorization:Bearer ")]
    public void Inspect_HeaderCopiedAlong_IsANoteAndNoFault(string beginning)
    {
        var inspection = InspectionCase.Inspect("\n " + beginning + InspectionCase.Mint.Good() + "\r\n");

        Assert.True(inspection.IsValid);
        Assert.Equal([TokenFindingCode.HeaderCopied], inspection.Codes(TokenFindingSeverity.Note));
    }

    [Fact]
    public void Inspect_OnlyCopyingIsWrong_SaysThatTheTokenIsValidWithout()
    {
        var inspection = InspectionCase.Inspect("\"" + InspectionCase.Mint.Good().Insert(70, "\n") + "\"");

        Assert.Equal([TokenFindingCode.LineBreaks, TokenFindingCode.QuotationMarks], inspection.Codes(TokenFindingSeverity.Wrong));
        Assert.Contains(TokenFindingCode.RightWhenCleaned, inspection.Codes(TokenFindingSeverity.Right));
        Assert.Equal(TokenFailure.BadBase64, inspection.Failure);
    }

    [Fact]
    public void Inspect_EverythingWrongAtOnce_SaysAllOfIt()
    {
        var token = TokenMint.Former.SignCompact("""{"alg":"RS256","typ":"jwt","kid":1}""", """{"exp":"soon","nbf":1800009999,"email":"nobody","uuid":5}""");

        var inspection = InspectionCase.Inspect(token.Insert(40, "\n"));

        Assert.Equal(
            [TokenFindingCode.LineBreaks, TokenFindingCode.WrongType, TokenFindingCode.KeyHintNotText, TokenFindingCode.FormerCertificate, TokenFindingCode.TimeIsText, TokenFindingCode.IdentifierNotText, TokenFindingCode.EmailMalformed, TokenFindingCode.NotYetValid],
            inspection.Codes(TokenFindingSeverity.Wrong));
    }

    [Fact]
    public void Inspect_FormerKey_SaysWhenItWasOverwrittenAndWhichItWas()
    {
        var inspection = InspectionCase.Inspect(TokenMint.Former.SignCompact(TokenMint.Header, InspectionCase.Mint.Claims()));

        Assert.Equal(InspectionCase.OverwrittenAt, inspection.FirstWrong().Find<DateTimeOffset>("overwrittenAt"));
        Assert.Equal(TokenMint.Former.Sha256[..12], inspection.FirstWrong().Find<string>("fingerprint"));
        Assert.Equal("c1", inspection.CertificateId);
    }

    [Fact]
    public void Inspect_FormerKeyThatReturned_IsTheOneInForce()
    {
        var returned = InspectionCase.Former with { Id = "c3", CreatedAt = InspectionCase.OverwrittenAt.AddDays(1) };
        using var keys = new KnownKeys(VerificationKey.Of(returned), [returned, InspectionCase.InForce, InspectionCase.Former]);

        var inspection = new TokenInspector(new TokenRules(), new EndedTokens(new ManualClock(TokenCase.Now)))
            .Inspect(TokenMint.Former.SignCompact(TokenMint.Header, InspectionCase.Mint.Claims()), null, keys, TokenCase.Now);

        Assert.True(inspection.IsValid);
        Assert.Equal("c3", inspection.CertificateId);
    }

    [Fact]
    public void Inspect_NoCertificate_IsTheCauseWhateverElseIsGood()
    {
        using var keys = new KnownKeys(null, []);

        var inspection = new TokenInspector(new TokenRules(), new EndedTokens(new ManualClock(TokenCase.Now)))
            .Inspect(InspectionCase.Mint.Good(), null, keys, TokenCase.Now);

        Assert.Equal([TokenFindingCode.NoCertificate], inspection.Codes(TokenFindingSeverity.Wrong));
        Assert.Equal(TokenFailure.NoCertificate, inspection.Failure);
        Assert.Null(inspection.CertificateId);
    }

    [Theory]
    [InlineData("jwk")]
    [InlineData("jku")]
    [InlineData("x5u")]
    [InlineData("x5c")]
    public void Inspect_KeyInTheHeader_IsANote(string member)
    {
        var inspection = InspectionCase.Inspect(InspectionCase.Mint.WithHeader($$"""{"alg":"RS256","{{member}}":"x"}"""));

        Assert.True(inspection.IsValid);
        Assert.Equal([member], inspection.FindingOf(TokenFindingCode.KeyInHeader).Find<IReadOnlyList<string>>("members")!);
    }

    [Fact]
    public void Inspect_OtherAlgorithmWithTheRightKey_SaysThatOnlyTheAlgorithmHasToChange()
    {
        var token = BrokenToken.All.Single(token => token.Name == "PS256").Make(InspectionCase.Mint);

        Assert.Equal([TokenFindingCode.RightKeyOtherAlgorithm], InspectionCase.Inspect(token).Codes(TokenFindingSeverity.Note));
    }

    [Theory]
    [InlineData("\n", "\n")]
    [InlineData("", "\n")]
    [InlineData("", "")]
    public void Inspect_PublicKeyAsSecretInAnyForm_IsRecognised(string inner, string end)
    {
        // Without inner line breaks: the form in which it is stored.
        var secret = (inner.Length > 0 ? TokenMint.InForce.PublicPem : TokenMint.InForce.PublicPem.ReplaceLineEndings("")) + (inner.Length > 0 ? end : "");
        var input = InspectionCase.Mint.Input("""{"alg":"HS256"}""");
        var mac = System.Security.Cryptography.HMACSHA256.HashData(System.Text.Encoding.UTF8.GetBytes(secret), System.Text.Encoding.ASCII.GetBytes(input));

        Assert.Equal(TokenFindingCode.PublicKeyAsSecret, InspectionCase.Inspect(input + "." + SigningKey.Encode(mac)).FirstWrong().Code);
    }

    [Theory]
    [InlineData(65_536, TokenFindingCode.NotAToken)]
    [InlineData(65_537, TokenFindingCode.TooLong)]
    [InlineData(5_000_000, TokenFindingCode.TooLong)]
    public void Inspect_EndlessText_IsAnsweredWithoutLookingAtAllOfIt(int length, TokenFindingCode last)
    {
        var inspection = InspectionCase.Inspect(new string('x', length));

        Assert.Equal(TokenFindingCode.TooLong, inspection.FirstWrong().Code);
        Assert.Equal(last, inspection.Findings[^1].Code);
    }
}
