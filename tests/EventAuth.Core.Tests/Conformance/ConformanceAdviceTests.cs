using EventAuth.Core.Conformance;
using EventAuth.Core.Tokens;
using EventAuth.Testing.BrokenTokens;
using static EventAuth.Core.Conformance.RequirementResult;

namespace EventAuth.Core.Tests.Conformance;

/// <summary>Advice is about tokens that are accepted, and never makes one refused.</summary>
public sealed class ConformanceAdviceTests
{
    private static readonly TokenMint s_mint = InspectionCase.Mint;

    [Theory]
    [InlineData("""{"alg":"RS256"}""", TokenRequirement.KeyId)]
    [InlineData("""{"alg":"RS256","kid":"1","jku":"https://shop.example/keys"}""", TokenRequirement.KeySource)]
    public void Header_ThatCouldBeBetter_IsAdvised(string header, TokenRequirement requirement) =>
        Assert.Equal([requirement], Advised(header, s_mint.Claims()));

    [Theory]
    [InlineData("\"customId\":\"c-17\",\"name\":\"Jana\"", "name")]
    [InlineData("\"customId\":\"c-17\",\"given_name\":\"Jana\",\"PhoneNumber\":\"1\"", "given_name PhoneNumber")]
    [InlineData("\"customId\":\"c-17\",\"customer\":{\"id\":1,\"street\":\"x\"}", "customer.street")]
    [InlineData("\"customId\":\"c-17\",\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname\":\"x\"", "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname")]
    [InlineData("\"customId\":\"c-17\",\"email\":\"a@b.c\",\"uuid\":\"5f0c1a2b-0000-4000-8000-00000000000a\",\"scope\":\"x\",\"roles\":[\"a\"]", "")]
    [InlineData("\"customId\":\"c-17\",\"\\ud800\":1,\"a\":{\"\\ud800\":1}", "")]
    public void Claims_WithPersonalData_AreNamed(string members, string names)
    {
        var report = Check("""{"alg":"RS256","kid":"1"}""", s_mint.Claims(members));

        var check = report[TokenRequirement.PersonalData];
        Assert.Equal(names.Length > 0 ? Advice : Passed, check.Result);
        Assert.Equal(names, string.Join(' ', check.Advice.SelectMany(advice => advice.Claims)));
        Assert.True(report.Conforms);
    }

    [Theory]
    [InlineData(0, 3_600, null)]
    [InlineData(0, 3_601, 3_601)]
    [InlineData(-3_000, 601, 3_601)]
    [InlineData(null, 3_600, null)]
    [InlineData(null, 3_601, 3_601)]
    public void Lifetime_BeyondAnHour_IsAdvised(int? issued, int expires, int? found)
    {
        var iat = issued is { } at ? $"\"iat\":{s_mint.Now + at}," : "";

        var check = Check("""{"alg":"RS256","kid":"1"}""", $$"""{{{iat}}"exp":{{s_mint.Now + expires}},"customId":"c-17"}""")[TokenRequirement.Lifetime];

        Assert.Equal(found, (int?)check.Advice.SingleOrDefault()?.Lifetime?.TotalSeconds);
        Assert.Equal(found is null ? Passed : Advice, check.Result);
    }

    [Theory]
    [InlineData("\"sub\":\"c-17\"", TokenRequirement.Identity)]
    [InlineData("\"customId\":\"c-17\",\"Email\":\"a@b.c\"", TokenRequirement.Identity)]
    public void Customer_ThatCouldBeNamedBetter_IsAdvised(string members, TokenRequirement requirement) =>
        Assert.Equal([requirement], Advised("""{"alg":"RS256","kid":"1"}""", s_mint.Claims(members)));

    [Fact]
    public void Times_ThatCouldBeBetter_AreAdvised()
    {
        Assert.Equal([TokenRequirement.IssuedAt], Advised("""{"alg":"RS256","kid":"1"}""", $$"""{"exp":{{s_mint.Now + 290}},"customId":"c-17"}"""));
        Assert.Equal([TokenRequirement.NotExpired], Advised("""{"alg":"RS256","kid":"1"}""", $$"""{"iat":{{s_mint.Now - 90}},"exp":{{s_mint.Now - 10}},"customId":"c-17"}"""));
    }

    private static IEnumerable<TokenRequirement> Advised(string header, string payload)
    {
        var report = Check(header, payload);
        Assert.True(report.Conforms);
        return report.Checks.Where(check => check.Result == Advice).Select(check => check.Requirement);
    }

    private static ConformanceReport Check(string header, string payload) =>
        ConformanceReport.Of(InspectionCase.Inspect(TokenMint.InForce.SignCompact(header, payload)), new TokenRules(), InspectionCase.Now);
}
