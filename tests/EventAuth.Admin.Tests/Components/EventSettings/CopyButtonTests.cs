using Bunit;
using EventAuth.Admin.Components.EventSettings;

namespace EventAuth.Admin.Tests.Components.EventSettings;

public sealed class CopyButtonTests : IDisposable
{
    private readonly BunitContext _page = new();

    public void Dispose() => _page.Dispose();

    [Theory]
    [InlineData(true, "Copied", "Copied.")]
    [InlineData(false, "Copy", "Select the text")]
    public void Copy_Pressed_SaysHowItWent(bool works, string shown, string said)
    {
        var module = _page.JSInterop.SetupModule("./certificate-guard.js");
        module.Setup<bool>("copy", "text to copy").SetResult(works);
        var button = _page.Render<CopyButton>(set => set.Add(copy => copy.Text, "text to copy").Add(copy => copy.Name, "Copy fingerprint"));

        button.Find("button").Click();

        button.WaitForAssertion(() => Assert.Contains(said, button.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Equal(shown, button.Find("button").TextContent);
        Assert.Equal("Copy fingerprint", button.Find("button").GetAttribute("aria-label"));
    }
}
