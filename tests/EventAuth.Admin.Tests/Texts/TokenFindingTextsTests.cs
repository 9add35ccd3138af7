using EventAuth.Admin.Texts;
using EventAuth.Core.Inspection;
using EventAuth.Core.Tokens;
using EventAuth.Testing.BrokenTokens;

namespace EventAuth.Admin.Tests.Texts;

public sealed class TokenFindingTextsTests
{
    private static readonly TokenRules Strict = new() { Issuer = "shop", Audience = "eventauth", SingleUse = true };

    public static TheoryData<string> Names => [.. BrokenToken.All.Select(token => token.Name)];

    [Fact]
    public void Words_OfEveryCode_AreSentences() => Assert.All(Enum.GetValues<TokenFindingCode>(), code =>
    {
        var finding = new TokenFinding(code, TokenFindingSeverity.Wrong);

        Assert.EndsWith(".", finding.ToSentence(), StringComparison.Ordinal);
        Assert.EndsWith(".", finding.ToFix() ?? ".", StringComparison.Ordinal);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Words_OfABrokenToken_SayTheCauseAndTheFix(string name)
    {
        var token = BrokenToken.All.Single(token => token.Name == name);
        var inspection = InspectionCase.Inspect(token.Make(InspectionCase.Mint), token.Event);
        var first = inspection.FirstWrong();

        Assert.Contains(token.Says, first.ToSentence() + " " + first.ToFix(), StringComparison.Ordinal);
        Assert.EndsWith(".", first.ToSentence(), StringComparison.Ordinal);
        Assert.EndsWith(".", first.ToFix(), StringComparison.Ordinal);
        Assert.Contains(first.ToSentence(), inspection.ToSentence(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"iss\":\"Shop\"", "iss is \"Shop\"")]
    [InlineData("\"x\":1", "iss is missing")]
    [InlineData("\"iss\":\"shop\",\"aud\":\"other\"", "aud is \"other\"")]
    [InlineData("\"iss\":\"shop\",\"aud\":[\"eventauth\",1]", "aud is a list")]
    [InlineData("\"iss\":\"shop\",\"aud\":\"eventauth\"", "jti is missing")]
    [InlineData("\"iss\":\"shop\",\"aud\":\"eventauth\",\"jti\":7", "jti is 7")]
    public void Sentence_LessThanSettingsRequire_SaysWhatIsThere(string members, string says) => Assert.Contains(
        says, InspectionCase.InspectClaims("\"customId\":\"c-17\"," + members, Strict).FirstWrong().ToSentence(), StringComparison.Ordinal);

    [Theory]
    [InlineData(1, "Valid for 1 more second (")]
    [InlineData(240, "Valid for 4 more minutes (")]
    [InlineData(7200, "Valid for 2 more hours (")]
    [InlineData(2592000, "Valid for 30 more days (")]
    public void Sentence_OfTheTimeLeft_IsInWholeUnits(int seconds, string says)
    {
        var payload = $$"""{"exp":{{InspectionCase.NowSeconds + seconds}},"customId":"c-17"}""";
        var inspection = InspectionCase.Inspect(InspectionCase.Mint.WithPayload(payload));

        Assert.StartsWith(says, inspection.FindingOf(TokenFindingCode.TimeLeft).ToSentence(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(600, "Set the clock")]
    [InlineData(3600, "time zones")]
    public void Fix_OfATimeAhead_TellsAClockFromATimeZone(int seconds, string says)
    {
        var (iat, exp) = (InspectionCase.NowSeconds + seconds, InspectionCase.NowSeconds + seconds + 60);
        var inspection = InspectionCase.Inspect(InspectionCase.Mint.WithPayload($$"""{"iat":{{iat}},"exp":{{exp}},"customId":"c-17"}"""));

        Assert.Contains(says, inspection.FirstWrong().ToFix(), StringComparison.Ordinal);
    }

    [Fact]
    public void Sentence_OfAGoodToken_SaysHowLongAndWhose() => Assert.Equal(
        "Valid for 4 more minutes (15 Jan 2027, 08:04:50 UTC). The token identifies the customer: customId \"c-17\".",
        InspectionCase.Inspect(InspectionCase.Mint.Good()).ToSentence());

    [Fact]
    public void Sentence_OnlyCopyingIsWrong_SaysThatTheTokenIsValidWithout() => Assert.EndsWith(
        "1 more problem. Without what copying added, the token is valid.",
        InspectionCase.Inspect("\"" + InspectionCase.Mint.Good().Insert(70, "\n") + "\"").ToSentence(),
        StringComparison.Ordinal);

    [Fact]
    public void Sentence_OfAFormerKey_SaysWhenItWasOverwrittenAndWhichItWas() => Assert.Equal(
        $"Signed with the key that was overwritten on 3 May 2026, 14:05:09 UTC (certificate {TokenMint.Former.Sha256[..12]}…).",
        InspectionCase.Inspect(TokenMint.Former.SignCompact(TokenMint.Header, InspectionCase.Mint.Claims())).FirstWrong().ToSentence());

    [Fact]
    public void Sentence_OfAValue_ShowsLongTextsAndControlCharactersHarmlessly()
    {
        var sentence = InspectionCase.InspectClaims("\"email\":\"a\\u0000\\n" + new string('x', 500) + "\"").FirstWrong().ToSentence();

        Assert.True(sentence.Length < 150);
        Assert.DoesNotContain(sentence, char.IsControl);
    }
}
