using System.Text.RegularExpressions;
using EventAuth.Core.Inspection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>The page "Token inspector".</summary>
public sealed class TokenInspectorPage(IPage page)
{
    public const string Address = "/token-inspector";

    public ILocator Token => page.GetByRole(AriaRole.Textbox, new() { Name = "Token", Exact = true });

    public ILocator Inspect => page.GetByRole(AriaRole.Button, new() { Name = "Inspect", Exact = true });

    public ILocator Clear => page.GetByRole(AriaRole.Button, new() { Name = "Clear", Exact = true });

    /// <summary>What is refused; the layout's own alert, which is for server problems, is empty.</summary>
    public ILocator Alert => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Alert).Filter(new() { HasTextRegex = new Regex(".", RegexOptions.None, TimeSpan.FromSeconds(1)) });

    public ILocator Verdict => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 2 });

    /// <summary>The findings under a title: "Problems", "Good to know" or "Passed".</summary>
    public ILocator Findings(string title) => page.GetByRole(AriaRole.List, new() { Name = title, Exact = true }).GetByRole(AriaRole.Listitem);

    /// <summary>Inspects a text, together with an event if there is one.</summary>
    public async Task InspectAsync(string text, EventIdentifiers? sent = null)
    {
        await Expect(Clear).ToBeEnabledAsync();
        await Clear.ClickAsync();
        await Expect(Token).ToHaveValueAsync("");
        await Expect(Verdict.Or(Alert)).ToHaveCountAsync(0);
        await Token.FillAsync(text);
        await FillAsync("customId", sent?.CustomId);
        await FillAsync("E-mail", sent?.Email);
        await FillAsync("uuid", sent?.Uuid);
        await Inspect.ClickAsync();
    }

    private Task FillAsync(string label, string? value) =>
        value is null ? Task.CompletedTask : page.GetByLabel(label, new() { Exact = true }).FillAsync(value);
}
