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
        var page = SiteCode.Of(endpoint).Page;

        Assert.StartsWith(
            $"<script src=\"{endpoint}/sdk/eventauth.js?v={SdkFile.Version}\" integrity=\"{SdkFile.Script.Integrity}\" crossorigin=\"anonymous\">",
            page,
            StringComparison.Ordinal);
        Assert.Contains($"SR.init({{ endpoint: \"{endpoint}\" }});", page, StringComparison.Ordinal);
    }
}
