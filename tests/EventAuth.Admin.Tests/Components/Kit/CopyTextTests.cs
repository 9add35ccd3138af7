using Bunit;
using EventAuth.Admin.Components.Kit;
using MudBlazor.Services;

namespace EventAuth.Admin.Tests.Components.Kit;

public sealed class CopyTextTests : IAsyncLifetime
{
    private readonly BunitContext _page = new();

    public Task InitializeAsync()
    {
        _page.JSInterop.Mode = JSRuntimeMode.Loose;
        _page.Services.AddMudServices();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _page.DisposeAsync();

    [Theory]
    [InlineData(true, "Copied", "Copied.")]
    [InlineData(false, "Copy", "Select the text")]
    public void Copy_Pressed_SaysHowItWent(bool works, string shown, string said)
    {
        _page.JSInterop.Setup<bool>("eventAuthBrowser.copy", "text to copy").SetResult(works);
        var copy = _page.Render<CopyText>(set => set.Add(copy => copy.Text, "text to copy").Add(copy => copy.Name, "Copy fingerprint"));
        Assert.Equal("text to copy", copy.Find("code").TextContent);

        copy.InOneTurn(() => copy.Find("button").Click());

        copy.WaitForAssertion(() => Assert.Contains(said, copy.Find("[role=status]").TextContent, StringComparison.Ordinal));
        Assert.Equal(shown, copy.Find("button").TextContent.Trim());
        Assert.Equal("Copy fingerprint", copy.Find("button").GetAttribute("aria-label"));
    }
}
