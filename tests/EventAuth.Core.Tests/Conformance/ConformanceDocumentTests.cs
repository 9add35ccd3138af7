using System.Text.RegularExpressions;
using EventAuth.Core.Conformance;
using EventAuth.Core.Inspection;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Conformance;

/// <summary>docs/conformance.md lists every requirement in its order, and every advice at its requirement.</summary>
public sealed partial class ConformanceDocumentTests
{
    private static readonly string s_text = File.ReadAllText(Path.Combine(ContractFiles.Root, "docs", "conformance.md"));

    [Fact]
    public void Document_EachRequirement_StandsThereOnceAndInOrder()
    {
        var listed = Row().Matches(s_text[s_text.IndexOf("## The requirements", StringComparison.Ordinal)..]).Select(row => row.Groups["code"].Value);

        Assert.Equal(Enum.GetValues<TokenRequirement>().Select(CodeOf), listed);
        Assert.All(Enum.GetValues<RequirementResult>(), result => Assert.Contains($"\n| `{CodeOf(TokenRequirement.Bearer, result)}` |", s_text, StringComparison.Ordinal));
    }

    [Fact]
    public void Document_EachAdvice_StandsAtItsRequirement()
    {
        var advice = Enum.GetValues<TokenAdviceCode>().Select(code => new TokenAdvice(code)).Select(one => (CodeOf(one.Requirement), one.CodeText));
        var notes = new[] { TokenFindingCode.KeyInHeader, TokenFindingCode.ExpiredWithinSkew, TokenFindingCode.IssuedAtMissing, TokenFindingCode.SubjectUsed, TokenFindingCode.ClaimNotRead }
            .Select(code => new TokenFinding(code, TokenFindingSeverity.Note)).Select(note => (CodeOf(FindingRequirements.Of(note)!.Value), note.CodeText));

        Assert.All(advice.Concat(notes), pair => Assert.Matches($"(?m)^\\| `{pair.Item1}` \\|.*`{pair.CodeText}`", s_text));
    }

    private static string CodeOf(TokenRequirement requirement) => RequirementCheck.Of(requirement, [], [], isKnown: true).CodeText;

    private static string CodeOf(TokenRequirement requirement, RequirementResult result) => new RequirementCheck(requirement, result, [], []).ResultText;

    [GeneratedRegex(@"^\| `(?<code>[a-z0-9_]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
