using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>Waits until the page is at an address.</summary>
internal static class PageAddress
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Waits until the page is at this path, whatever the query, and has loaded. The browser is polled. Not by
    /// <c>WaitForURLAsync</c>: that checks once, listens only after that, and waits in vain for a page that arrives in between.
    /// </summary>
    public static async Task IsAtAsync(this IPage page, string path)
    {
        await Expect(page).ToHaveURLAsync(new Regex($@"^https?://[^/]+{Regex.Escape(path)}(\?.*)?$", RegexOptions.None, s_patience));
        await page.WaitForFunctionAsync("() => document.readyState === 'complete'");
    }

    /// <summary>Waits until the page has this path and this query, and no other: a page that navigates within itself changes them a moment after the click.</summary>
    public static Task HasAddressAsync(this IPage page, string pathAndQuery) =>
        Expect(page).ToHaveURLAsync(new Regex($"^https?://[^/]+{Regex.Escape(pathAndQuery)}$", RegexOptions.None, s_patience));
}
