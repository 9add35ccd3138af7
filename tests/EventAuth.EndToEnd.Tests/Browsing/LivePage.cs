using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>The page "Live".</summary>
public sealed class LivePage(IPage page)
{
    public const string Address = "/live";

    public ILocator Rows => page.GetByRole(AriaRole.Table).GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByRole(AriaRole.Cell) });

    public ILocator Explanation => page.GetByRole(AriaRole.Complementary, new() { Name = "Explanation", Exact = true });

    public ILocator Close => Explanation.GetByRole(AriaRole.Button, new() { Name = "Close", Exact = true });

    public ILocator Pause => Button("Pause");

    public ILocator Resume => Button("Resume");

    public ILocator ShowOlder => Button("Show older");

    public ILocator Filter => Button("Filter");

    public ILocator Event => page.GetByLabel("Event", new() { Exact = true });

    public ILocator Reason => page.GetByLabel("Reason", new() { Exact = true });

    public ILocator Customer => page.GetByLabel("Customer", new() { Exact = true });

    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    /// <summary>The rows of an event.</summary>
    public ILocator RowsOf(string action) => Rows.Filter(new() { HasText = action });

    /// <summary>Opens the filters next to the outcome.</summary>
    public async Task OpenFiltersAsync()
    {
        await Button("Event, reason, customer").ClickAsync();
        await Expect(Event).ToBeVisibleAsync();
    }

    /// <summary>Selects a row and waits for its explanation.</summary>
    public async Task SelectAsync(ILocator row)
    {
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(Explanation.GetByRole(AriaRole.Link, new() { Name = "Open the whole explanation", Exact = true })).ToBeVisibleAsync();
    }
}
