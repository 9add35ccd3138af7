using EventAuth.Admin.Texts;
using EventAuth.Core.Conformance;
using EventAuth.Core.Inspection;
using EventAuth.Core.Tokens;
using EventAuth.Testing.BrokenTokens;

namespace EventAuth.Admin.Tests.Texts;

public sealed class ConformanceTextsTests
{
    public static TheoryData<string> Names => [.. BrokenToken.All.Where(broken => broken.Event is null).Select(broken => broken.Name)];

    [Fact]
    public void Words_OfEveryRequirement_AreItsOwnWithASource()
    {
        TokenRules[] both = [new(), new() { Issuer = "shop", Audience = "events", SingleUse = true }];
        foreach (var rules in both)
        {
            var all = Enum.GetValues<TokenRequirement>().Select(requirement => RequirementTexts.Of(requirement, rules)).ToList();

            Assert.All(all, words => Assert.Matches(@"^[A-Za-z].{10,220}\.$", words.Sentence));
            Assert.All(all, words => Assert.Matches("^(RFC [0-9]{4}, sections? |this installation)", words.Source));
            Assert.All(all, words => Assert.InRange(words.Title.Length, 4, 20));
            Assert.Equal(all.Count, all.Select(words => words.Title).Distinct().Count());
            Assert.Equal(all.Count, all.Select(words => words.Sentence).Distinct().Count());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Failed_Requirement_SaysWhatWasFoundAndTheFix(string name)
    {
        var report = Report(BrokenToken.All.Single(broken => broken.Name == name).Make(InspectionCase.Mint));

        Assert.All(report.Checks.Where(check => check.Result == RequirementResult.Failed), check =>
        {
            Assert.EndsWith(".", check.ToFound(), StringComparison.Ordinal);
            Assert.EndsWith(".", check.ToFix(), StringComparison.Ordinal);
        });
        Assert.All(report.Checks.Where(check => check.Result == RequirementResult.NotChecked), check => Assert.EndsWith(".", check.ToFound()!.Replace("…", ".", StringComparison.Ordinal), StringComparison.Ordinal));
        Assert.StartsWith("The token is refused. Failed: ", report.ToSentence(), StringComparison.Ordinal);
    }

    [Fact]
    public void Report_AsText_HasEveryRequirementAndNotTheToken()
    {
        var token = InspectionCase.Mint.WithClaims("\"customId\":\"c-17\",\"name\":\"Ada\"");

        var text = Report(token).ToText();

        Assert.StartsWith("Token check, 15 Jan 2027, 08:00:00 UTC\nThe token is accepted. It could be better: Key id and Personal data.\n\n[Not checked] Bearer header: ", text, StringComparison.Ordinal);
        Assert.Contains("[Passed] Algorithm: alg is RS256. No other algorithm is accepted. (RFC 7518, section 3.3; RFC 8725, section 3.1)\n", text, StringComparison.Ordinal);
        Assert.Contains("    Found: These claims look like personal data: \"name\".\n    Fix: Leave them out", text, StringComparison.Ordinal);
        Assert.All(token.Split('.'), part => Assert.DoesNotContain(part, text, StringComparison.Ordinal));
        Assert.DoesNotContain('\r', text);
    }

    private static ConformanceReport Report(string text) => ConformanceReport.Of(InspectionCase.Inspect(text), new TokenRules(), InspectionCase.Now);
}
