using EventAuth.Core.Inspection;
using EventAuth.Core.Tests.Tokens;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using EventAuth.Testing.BrokenTokens;

namespace EventAuth.Core.Tests.Inspection;

public sealed class ClaimInspectionTests
{
    private static readonly TokenRules Strict = new() { Issuer = "shop", Audience = "eventauth", SingleUse = true };

    [Fact]
    public void Inspect_AllThatSettingsAskFor_IsRight()
    {
        var inspection = InspectionCase.InspectClaims("\"customId\":\"c-17\",\"iss\":\"shop\",\"aud\":[\"x\",\"eventauth\"],\"jti\":\"1\"", Strict);

        Assert.True(inspection.IsValid);
        Assert.NotNull(inspection.Use);
        Assert.Superset(new HashSet<TokenFindingCode> { TokenFindingCode.IssuerRight, TokenFindingCode.AudienceRight, TokenFindingCode.TokenIdRight }, inspection.Codes(TokenFindingSeverity.Right).ToHashSet());
    }

    [Theory]
    [InlineData("\"iss\":\"Shop\"", TokenFindingCode.IssuerWrong)]
    [InlineData("\"x\":1", TokenFindingCode.IssuerWrong)]
    [InlineData("\"iss\":\"shop\",\"aud\":\"other\"", TokenFindingCode.AudienceWrong)]
    [InlineData("\"iss\":\"shop\",\"aud\":[\"eventauth\",1]", TokenFindingCode.AudienceWrong)]
    [InlineData("\"iss\":\"shop\",\"aud\":\"eventauth\"", TokenFindingCode.TokenIdMissing)]
    [InlineData("\"iss\":\"shop\",\"aud\":\"eventauth\",\"jti\":7", TokenFindingCode.TokenIdMissing)]
    public void Inspect_LessThanSettingsAskFor_FindsWhatIsMissing(string members, TokenFindingCode first)
    {
        var inspection = InspectionCase.InspectClaims("\"customId\":\"c-17\"," + members, Strict);

        Assert.Equal(first, inspection.FirstWrong().Code);
    }

    [Fact]
    public void AsUsed_ValidToken_IsRefusedAndSaysWhy()
    {
        var inspection = InspectionCase.InspectClaims("\"customId\":\"c-17\",\"iss\":\"shop\",\"aud\":\"eventauth\",\"jti\":\"1\"", Strict).AsUsed();

        Assert.Equal(TokenFindingCode.UsedBefore, inspection.FirstWrong().Code);
        Assert.Equal(("invalid_token", "used_before"), (inspection.Code, inspection.Cause));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    public void Inspect_TokensOfTheCustomerEnded_IsWrongForThoseIssuedBefore(int secondsAfter, bool isEnded)
    {
        var ended = new EndedTokens(new ManualClock(InspectionCase.Now));
        ended.Add(new Dictionary<string, long> { ["customId c-17"] = (TokenCase.NowSeconds - 1 + secondsAfter) * 1000 }, (kind, value) => kind + " " + value);

        var inspection = InspectionCase.Inspect(InspectionCase.Mint.Good(), ended: ended);

        Assert.Equal(isEnded ? [TokenFindingCode.Ended] : [], inspection.Codes(TokenFindingSeverity.Wrong));
        Assert.Equal(isEnded ? TokenFailure.Ended : TokenFailure.None, inspection.Failure);
    }

    [Theory]
    [InlineData(-1, TokenFindingCode.ExpiredWithinSkew, TokenFindingSeverity.Note)]
    [InlineData(-30, TokenFindingCode.ExpiredWithinSkew, TokenFindingSeverity.Note)]
    [InlineData(-31, TokenFindingCode.Expired, TokenFindingSeverity.Wrong)]
    [InlineData(2592001, TokenFindingCode.LifetimeTooLong, TokenFindingSeverity.Wrong)]
    public void Inspect_EndNearItsBounds_IsJudgedAsTheCheckDoes(int seconds, TokenFindingCode code, TokenFindingSeverity severity)
    {
        var inspection = InspectionCase.Inspect(InspectionCase.Mint.WithPayload($$"""{"exp":{{TokenCase.NowSeconds + seconds}},"customId":"c-17"}"""));

        Assert.Equal(severity, inspection.FindingOf(code).Severity);
        Assert.Equal(severity == TokenFindingSeverity.Note, inspection.IsValid);
    }

    [Theory]
    [InlineData(31, false)]
    [InlineData(600, false)]
    [InlineData(3600, true)]
    [InlineData(19800, true)]
    [InlineData(20700, false)]
    [InlineData(172800, false)]
    public void Inspect_IssuedAhead_TellsAClockFromATimeZone(int seconds, bool isTimeZone)
    {
        var now = TokenCase.NowSeconds;
        var inspection = InspectionCase.Inspect(InspectionCase.Mint.WithPayload($$"""{"iat":{{now + seconds}},"exp":{{now + seconds + 60}},"customId":"c-17"}"""));

        Assert.Equal(isTimeZone, inspection.FirstWrong().Find<bool>("isTimeZone"));
    }

    [Fact]
    public void Inspect_SubjectAlone_ServesAsCustomId()
    {
        var inspection = InspectionCase.InspectClaims("\"sub\":\"c-17\"");

        Assert.True(inspection.IsValid);
        Assert.Equal("c-17", inspection.FindingOf(TokenFindingCode.SubjectUsed).Find<string>("subject"));
    }

    [Fact]
    public void Inspect_ClaimMisspeltBesideAnother_IsANote()
    {
        var inspection = InspectionCase.InspectClaims("\"customId\":\"c-17\",\"Email\":\"jana@shop.example\"");

        Assert.True(inspection.IsValid);
        Assert.Equal("email", inspection.FindingOf(TokenFindingCode.ClaimNotRead).Find<string>("meant"));
    }

    [Fact]
    public void Inspect_NoIssueTime_IsANote()
    {
        var inspection = InspectionCase.Inspect(InspectionCase.Mint.WithPayload($$"""{"exp":{{TokenCase.NowSeconds + 60}},"customId":"c-17"}"""));

        Assert.True(inspection.IsValid);
        Assert.Equal([TokenFindingCode.IssuedAtMissing], inspection.Codes(TokenFindingSeverity.Note));
    }

    [Theory]
    [InlineData("5F0C1A2B-0000-4000-8000-00000000000A", "JANA@shop.example", "c-17", null)]
    [InlineData(null, null, "c-17", null)]
    [InlineData(null, null, "c-18", "identity_mismatch")]
    [InlineData(null, "jana@shop", "c-17", "identity_mismatch")]
    [InlineData("no uuid", null, "c-18", "invalid_event")]
    public void Inspect_EventBesideTheToken_GetsTheCodeOfTheEndpoint(string? uuid, string? email, string? customId, string? code)
    {
        var token = InspectionCase.Mint.WithClaims("\"customId\":\"c-17\",\"email\":\"jana@shop.example\",\"uuid\":\"5f0c1a2b-0000-4000-8000-00000000000a\"");

        var inspection = InspectionCase.Inspect(token, new EventIdentifiers(uuid, email, customId));

        Assert.Equal(code ?? "valid", inspection.Code);
        Assert.Equal(code is null, inspection.IsValid);
    }

    [Fact]
    public void Inspect_EventIdentifierThatTheTokenLacks_IsANote()
    {
        var inspection = InspectionCase.Inspect(InspectionCase.Mint.Good(), new EventIdentifiers(null, "jana@shop.example", null));

        Assert.True(inspection.IsValid);
        Assert.Equal("email", inspection.FindingOf(TokenFindingCode.EventIdentifierIgnored).Find<string>("identifier"));
    }
}
