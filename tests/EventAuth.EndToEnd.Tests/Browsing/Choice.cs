using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>A field with a list of options that opens.</summary>
internal static class Choice
{
    /// <summary>Opens the list and clicks on the option that has a text in its name, the first of several.</summary>
    public static async Task ChooseAsync(this ILocator combobox, string option)
    {
        await combobox.ClickAsync();
        await combobox.Page.GetByRole(AriaRole.Option, new() { Name = option }).First.ClickAsync();
    }
}
