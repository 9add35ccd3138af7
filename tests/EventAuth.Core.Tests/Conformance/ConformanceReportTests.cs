using EventAuth.Core.Conformance;
using EventAuth.Core.Inspection;
using EventAuth.Core.Tokens;
using EventAuth.Testing.BrokenTokens;
using static EventAuth.Core.Conformance.RequirementResult;
using static EventAuth.Core.Conformance.TokenRequirement;

namespace EventAuth.Core.Tests.Conformance;

public sealed class ConformanceReportTests
{
    private const string Kid = """{"alg":"RS256","typ":"JWT","kid":"2026"}""";

    private static readonly TokenMint s_mint = InspectionCase.Mint;

    public static TheoryData<string> Failing { get; } = [.. FailingTokens.All.Keys.Select(requirement => requirement.ToString())];

    public static TheoryData<string> Broken { get; } = [.. BrokenToken.All.Where(broken => broken.Event is null).Select(broken => broken.Name)];

    [Fact]
    public void Report_EveryRequirement_StandsInItOnceAndInOrder()
    {
        var report = Check(s_mint.Good());

        Assert.Equal(Enum.GetValues<TokenRequirement>(), report.Checks.Select(check => check.Requirement));
        Assert.All(report.Checks, check => Assert.Same(check, report[check.Requirement]));
        Assert.Equal(FailingTokens.NeverFailed, Enum.GetValues<TokenRequirement>().Except(FailingTokens.All.Keys));
    }

    [Theory]
    [MemberData(nameof(Failing))]
    public void Report_TokenThatFailsOneRequirement_FailsThatAlone(string name)
    {
        var requirement = Enum.Parse<TokenRequirement>(name);

        var report = ReportOf(FailingTokens.All[requirement]());

        Assert.Equal([requirement], report.Checks.Where(check => check.Result == Failed).Select(check => check.Requirement));
        Assert.Equal(TokenFindingSeverity.Wrong, report[requirement].Findings[0].Severity);
        Assert.False(report.Conforms);
    }

    [Fact]
    public void Report_WholeHeaderWithAGoodToken_PassesEverything()
    {
        var report = Check("Authorization: Bearer " + TokenMint.InForce.SignCompact(Kid, s_mint.Claims()));

        Assert.All(report.Checks, check => Assert.Equal((check.Requirement, Passed), (check.Requirement, check.Result)));
        Assert.True(report.Conforms);
    }

    [Fact]
    public void Report_TokenAlone_LeavesOnlyTheHeaderUnchecked()
    {
        var report = Check(TokenMint.InForce.SignCompact(Kid, s_mint.Claims()));

        Assert.Equal([Bearer], report.Checks.Where(check => check.Result != Passed).Select(check => check.Requirement));
        Assert.Equal(NotChecked, report[Bearer].Result);
        Assert.True(report.Conforms);
    }

    [Theory]
    [InlineData("an unreadable payload", "TimeFormat Expiry NotExpired Lifetime NotBefore IssuedAt Identity Identifiers Issuer Audience TokenId Confirmation NotSignedOut PersonalData")]
    [InlineData("an unreadable header", "Algorithm Type KeyId KeySource Extensions SignatureLength Signature")]
    [InlineData("no signature", "SignatureLength Signature")]
    [InlineData("another algorithm", "SignatureLength Signature")]
    [InlineData("exp as text", "Expiry NotExpired Lifetime")]
    [InlineData("no exp", "NotExpired Lifetime")]
    [InlineData("nbf and iat as text", "NotBefore IssuedAt")]
    [InlineData("no customer", "Identifiers NotSignedOut")]
    [InlineData("the former key", "SignatureLength")]
    public void Report_WhatAFailureHides_IsNotChecked(string what, string hidden)
    {
        var times = $"\"iat\":{s_mint.Now},\"exp\":{s_mint.Now + 290}";
        var text = what switch
        {
            "an unreadable payload" => s_mint.WithPayload("customId=c-17"),
            "an unreadable header" => TokenMint.InForce.SignCompact("RS256", s_mint.Claims()),
            "no signature" => s_mint.Input(Kid) + ".",
            "another algorithm" => s_mint.WithHeader("""{"alg":"RS512","kid":"2026"}"""),
            "exp as text" => TokenMint.InForce.SignCompact(Kid, $$"""{"iat":{{s_mint.Now}},"exp":"{{s_mint.Now + 290}}","customId":"c-17"}"""),
            "no exp" => TokenMint.InForce.SignCompact(Kid, $$"""{"iat":{{s_mint.Now}},"customId":"c-17"}"""),
            "nbf and iat as text" => TokenMint.InForce.SignCompact(Kid, $$"""{"iat":"{{s_mint.Now}}","nbf":"0","exp":{{s_mint.Now + 290}},"customId":"c-17"}"""),
            "no customer" => TokenMint.InForce.SignCompact(Kid, $$"""{{{times}}}"""),
            _ => TokenMint.Former.SignCompact(Kid, s_mint.Claims()),
        };

        var report = Check("Bearer " + text);

        Assert.False(report.Conforms);
        Assert.Equal(hidden.Split(' '), report.Checks.Where(check => check.Result == NotChecked).Select(check => check.Requirement.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("undefined")]
    [InlineData("-----BEGIN PRIVATE KEY-----")]
    public void Report_TextWithoutToken_FailsForThatAndChecksNothingElse(string text)
    {
        var report = Check(text);

        Assert.Equal(Failed, report[TokenAlone].Result);
        Assert.Equal(report.Checks.Length - 1, report.Count(NotChecked));
    }

    [Fact]
    public void Report_FarTooMuch_FailsForItsLengthAlone()
    {
        var report = Check(new string('x', TokenInspector.MaxPasted + 1));

        Assert.Equal((Failed, 1), (report[Length].Result, report.Count(Failed)));
        Assert.Equal(report.Checks.Length - 1, report.Count(NotChecked));
    }

    // The events of the other tests are not part of the question here.
    [Theory]
    [MemberData(nameof(Broken))]
    public void Report_BrokenToken_FailsTheRequirementOfItsCause(string name)
    {
        var inspection = InspectionCase.Inspect(BrokenToken.All.Single(broken => broken.Name == name).Make(s_mint));

        var report = ReportOf(inspection);

        var wrong = inspection.Codes(TokenFindingSeverity.Wrong).ToList();
        Assert.Equal(wrong.Order(), report.Checks.Where(check => check.Result == Failed)
            .SelectMany(check => check.Findings).Where(finding => finding.Severity == TokenFindingSeverity.Wrong).Select(finding => finding.Code).Order());
        Assert.False(report.Conforms);
    }

    [Fact]
    public void Report_EventOfTheInspection_DoesNotMatterToTheRequirements() =>
        Assert.All(BrokenToken.All.Where(broken => broken.Event is not null), broken => Assert.True(Check(broken.Make(s_mint)).Conforms, broken.Name));

    [Fact]
    public void Report_UsedToken_FailsItsId()
    {
        var rules = new TokenRules { SingleUse = true };

        var report = ConformanceReport.Of(InspectionCase.InspectClaims("\"customId\":\"c-17\",\"jti\":\"1\"", rules).AsUsed(), rules, InspectionCase.Now);

        Assert.Equal((Failed, false), (report[TokenId].Result, report.Conforms));
    }

    private static ConformanceReport Check(string text) => ReportOf(InspectionCase.Inspect(text));

    private static ConformanceReport ReportOf(TokenInspection inspection) => ConformanceReport.Of(inspection, new TokenRules(), InspectionCase.Now);
}
