using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>The page "Check your backend".</summary>
public sealed class BackendCheckPage(IPage page)
{
    public const string Address = "/token-inspector/backend";

    public ILocator Token => page.GetByRole(AriaRole.Textbox, new() { Name = "Token", Exact = true });

    public ILocator Check => page.GetByRole(AriaRole.Button, new() { Name = "Check", Exact = true });

    public ILocator Clear => page.GetByRole(AriaRole.Button, new() { Name = "Clear", Exact = true });

    public ILocator CopyReport => page.GetByRole(AriaRole.Button, new() { Name = "Copy report", Exact = true });

    public ILocator CopyLines => page.GetByRole(AriaRole.Button, new() { Name = "Copy the lines", Exact = true });

    /// <summary>The lines for openssl.</summary>
    public ILocator Lines => page.GetByRole(AriaRole.Region, new() { Name = "Make a token with openssl", Exact = true }).Locator("code");

    public ILocator Alert => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Alert).Filter(new() { HasTextRegex = new Regex(".", RegexOptions.None, TimeSpan.FromSeconds(1)) });

    public ILocator Verdict => page.Locator("#verdict");

    /// <summary>All of them, also those that are folded up.</summary>
    public ILocator Requirements => page.Locator("[aria-labelledby=requirements] li");

    /// <summary>The requirements with a result: "Passed", "Advice", "Failed" or "Not checked".</summary>
    public ILocator Of(string result) => Requirements.Filter(new() { Has = page.Locator(".verdict").Filter(new() { HasText = result }) });

    public async Task CheckAsync(string text)
    {
        await Expect(Clear).ToBeEnabledAsync();
        await Clear.ClickAsync();
        await Expect(Token).ToHaveValueAsync("");
        await Expect(Verdict).ToHaveCountAsync(0);
        await Token.FillAsync(text);
        await Check.ClickAsync();
    }
}
