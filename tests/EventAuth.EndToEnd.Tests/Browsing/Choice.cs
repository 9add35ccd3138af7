using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>A field with a list of options that opens.</summary>
internal static class Choice
{
    /// <summary>Opens the list and clicks on the first option that has a text in its name.</summary>
    public static async Task ChooseAsync(this ILocator combobox, string option)
    {
        await combobox.ClickAsync();
        await combobox.Page.GetByRole(AriaRole.Option, new() { Name = option }).First.ClickAsync();
        await combobox.Page.ListClosedAsync();
    }

    /// <summary>Waits until the list has closed and the field has the focus again, or a question that the choice led to.</summary>
    public static async Task ListClosedAsync(this IPage page)
    {
        await Expect(page.GetByRole(AriaRole.Option)).ToHaveCountAsync(0);
        await page.WaitForFunctionAsync("() => document.activeElement?.closest('.mud-select, .mud-dialog')");
    }
}
