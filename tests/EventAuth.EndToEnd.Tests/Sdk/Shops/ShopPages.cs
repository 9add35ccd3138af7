using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Sdk.Shops;

/// <summary>What people do on the pages of the demo shop.</summary>
internal static class ShopPages
{
    /// <summary>Waits until the page's own script has done its first work.</summary>
    public static Task ReadyAsync(IPage page) =>
        page.WaitForFunctionAsync("() => document.body?.dataset.ready === 'true'", null, new() { Timeout = 20_000 });

    /// <summary>Signs in as one of the customers whom the page "Sign in" names.</summary>
    public static async Task SignInAsync(IPage page, string name)
    {
        var fillIn = page.GetByRole(AriaRole.Button, new() { Name = "Fill in " + name, Exact = true });
        await Expect(fillIn).ToBeVisibleAsync();
        await ReadyAsync(page);
        await fillIn.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await Expect(page.GetByText("You are signed in as " + name)).ToBeVisibleAsync();
    }

    /// <summary>The newest row of "What was sent" with this event.</summary>
    public static ILocator Sent(IPage page, string action) =>
        page.GetByRole(AriaRole.Complementary).GetByRole(AriaRole.Listitem).Filter(new() { Has = page.GetByText(action, new() { Exact = true }) }).First;
}
