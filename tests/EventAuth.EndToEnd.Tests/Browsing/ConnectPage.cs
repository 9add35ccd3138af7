using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>The page "Connect your site".</summary>
public sealed class ConnectPage(IPage page)
{
    public const string Address = "/connect-your-site";

    public ILocator Script => Region("Add the script");

    public ILocator Signing => Region("Sign tokens in your backend");

    public ILocator Test => Region("Send a test event");

    public ILocator Checklist => Region("Checklist");

    public ILocator Event => page.GetByLabel("Event", new() { Exact = true });

    public ILocator Token => page.GetByLabel("Token (optional)", new() { Exact = true });

    public ILocator Send => page.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true });

    public ILocator Verdict => page.Locator("#test-verdict");

    public ILocator Explain => Verdict.GetByRole(AriaRole.Link, new() { Name = "Explain", Exact = true });

    /// <summary>What of the checklist is done.</summary>
    public ILocator Done => Checklist.GetByRole(AriaRole.Listitem).Filter(new() { HasText = "Done" });

    /// <summary>Sends a test event, with or without a token.</summary>
    public async Task SendAsync(string action, string token = "")
    {
        await Event.FillAsync(action);
        await Token.FillAsync(token);
        await Send.ClickAsync();
    }

    /// <summary>The program of a language as the page shows it: how it is run, the name of its file, and the file.</summary>
    public async Task<(string Command, string File, string Code)> ReadProgramAsync(string language)
    {
        await Signing.GetByRole(AriaRole.Tab, new() { Name = language, Exact = true }).ClickAsync();
        var copy = page.GetByRole(AriaRole.Button, new() { Name = "Copy the command for " + language, Exact = true });
        await Expect(copy).ToBeVisibleAsync();
        var command = await Signing.Locator(".copy-text", new() { Has = copy }).Locator("code").TextContentAsync();
        var figure = Signing.GetByRole(AriaRole.Figure);
        return (command!, (await figure.GetAttributeAsync("aria-label"))!, (await figure.Locator("pre code").TextContentAsync())!);
    }

    private ILocator Region(string name) => page.GetByRole(AriaRole.Region, new() { Name = name });
}
