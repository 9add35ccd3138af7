using EventAuth.EndToEnd.Tests.Browsing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>A change made with a click is in the audit trail, with who made it and from where.</summary>
public sealed class AuditJourneyTests : BrowserTest
{
    [Fact]
    public async Task ListApplied_InTheBrowser_StandsInTheAuditTrailWithPersonAndAddress()
    {
        var tab = await OpenSettingsAsync();
        var card = tab.List(EventSettingsTab.WithJwt);
        await card.OpenAsync();
        await card.PickAsync("cart.status");
        await card.ApplyAsync();

        var page = tab.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Audit trail", Exact = true }).ClickAsync();
        var newest = page.GetByRole(AriaRole.List, new() { Name = "Audit entries", Exact = true }).GetByRole(AriaRole.Listitem).First;
        await Expect(newest).ToContainTextAsync("Policy changed");
        await Expect(newest).ToContainTextAsync(Harness.AdminProgram.AdminEmail);
        await Expect(newest).ToContainTextAsync("from 127.0.0.1");
        await newest.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(newest).ToContainTextAsync("cart.status");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Export CSV", Exact = true }).ClickAsync());
        Assert.Contains("policy.lists.changed", await File.ReadAllTextAsync(await download.PathAsync()), StringComparison.Ordinal);
    }
}
