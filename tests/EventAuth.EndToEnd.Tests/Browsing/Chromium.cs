using Microsoft.Playwright;

namespace EventAuth.EndToEnd.Tests.Browsing;

/// <summary>The one Chromium of a test run; every visitor gets their own context in it.</summary>
internal static class Chromium
{
    // Two hidden pages that are preloaded behind the address field of each window; they cost more than the window itself.
    private static readonly string[] s_behindTheAddressField = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup"];

    // What Playwright turns off itself: if there are several such lists, Chromium uses only the last.
    private static readonly string[] s_offForPlaywright =
    [
        "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "DialMediaRouteProvider", "GlobalMediaControls",
        "HttpsUpgrades", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
        "BlockOriginHeaderModificationOnRedirect", "AvoidCorsURLLoaderRestartOnRedirect", "Translate", "AutoDeElevate",
        "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
    ];

    private static readonly Lazy<Task<IBrowser>> s_browser = new(StartAsync);

    public static Task<IBrowser> BrowserAsync() => s_browser.Value;

    // It ends with the test process: the driver that owns it exits when its input closes.
    private static async Task<IBrowser> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(20_000);
        var playwright = await Playwright.CreateAsync();
        return await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
                "--disable-sync", "--no-first-run", "--disable-quic",
                "--disable-features=" + string.Join(',', s_offForPlaywright.Concat(s_behindTheAddressField)),
            ],
        });
    }
}
