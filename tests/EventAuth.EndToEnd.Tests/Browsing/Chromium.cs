using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>
/// The one Chromium of a test run; every visitor gets their own context in it. It is the one without windows, which Playwright itself
/// uses by default: the same engine, and a sixth less work for the machine.
/// </summary>
internal static class Chromium
{
    private static readonly Lazy<Task<IBrowser>> s_browser = new(StartAsync);

    public static Task<IBrowser> BrowserAsync() => s_browser.Value;

    // It ends with the test process: the driver that owns it exits when its input closes.
    private static async Task<IBrowser> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium-headless-shell",
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-quic"],
        });
    }
}
