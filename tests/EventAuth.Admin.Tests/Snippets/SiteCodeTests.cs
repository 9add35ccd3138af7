using EventAuth.Admin.Snippets;
using EventAuth.Ingest.Sdk;

namespace EventAuth.Admin.Tests.Snippets;

public sealed class SiteCodeTests
{
    [Theory]
    [InlineData("https://events.shop.example")]
    [InlineData("/events")]
    [InlineData("")]
    public void Page_AtAnAddress_LoadsTheScriptOfThisInstallationAndSendsThere(string endpoint)
    {
        var page = SiteCode.Of(endpoint, proof: false).Page;

        Assert.StartsWith(
            $"<script src=\"{endpoint}{SdkFile.Script.VersionedPath}\" integrity=\"{SdkFile.Script.Integrity}\" crossorigin=\"anonymous\">",
            page,
            StringComparison.Ordinal);
        Assert.Contains($"SR.init({{ endpoint: \"{endpoint}\" }});", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_ProofRequired_HasAKeyMadeAndSendsItsThumbprintToTheBackend()
    {
        var code = SiteCode.Of("https://e.example", proof: true);

        Assert.Contains("SR.init({ endpoint: \"https://e.example\", proofOfPossession: true });", code.Page, StringComparison.Ordinal);
        Assert.Contains("getToken: async ({ thumbprint }) => {\n", code.Login, StringComparison.Ordinal);
        Assert.Contains("fetch(thumbprint ? \"/token?thumbprint=\" + thumbprint : \"/token\");\n", code.Login, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", code.Page + code.Login, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_NoProofRequired_HasNothingOfIt()
    {
        var code = SiteCode.Of("", proof: false);

        Assert.Contains("getToken: async () => {\n    const answer = await fetch(\"/token\");\n", code.Login, StringComparison.Ordinal);
        Assert.DoesNotContain("thumbprint", code.Login, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("proof", code.Page + code.Login, StringComparison.OrdinalIgnoreCase);
    }
}
