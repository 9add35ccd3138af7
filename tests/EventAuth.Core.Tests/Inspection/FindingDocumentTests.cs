using System.Text.RegularExpressions;
using EventAuth.Core.Inspection;
using EventAuth.Core.Tests.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Inspection;

/// <summary>docs/token-findings.md lists every code, the problems in the order of causes.</summary>
public sealed partial class FindingDocumentTests
{
    [Fact]
    public void Document_EachCode_StandsThereOnceAndInOrder()
    {
        var text = File.ReadAllText(Path.Combine(ContractFiles.Root, "docs", "token-findings.md"));
        var all = Enum.GetValues<TokenFindingCode>().Select(code => new TokenFinding(code, TokenFindingSeverity.Note).CodeText).ToList();
        var listed = Row().Matches(text).Select(row => row.Groups["code"].Value).ToList();
        var wrong = Row().Matches(text[..text.IndexOf("## Good to know", StringComparison.Ordinal)]).Select(row => row.Groups["code"].Value).ToList();

        Assert.Equal(all.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
        Assert.Equal(all.Where(wrong.Contains), wrong);
    }

    [GeneratedRegex(@"^\| `(?<code>[a-z0-9_]+)` \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();
}
