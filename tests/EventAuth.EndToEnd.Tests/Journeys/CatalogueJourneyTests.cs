using System.Text.RegularExpressions;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>A person looks for events in the catalogue, shares the address, and puts several on a list.</summary>
public sealed partial class CatalogueJourneyTests : BrowserTest
{
    [Fact]
    public async Task FilterThenBack_AddressOfTheFilter_ShowsTheSame()
    {
        (await Program.Ingest.PostAsync(new { action = "found.by.itself", client = new { uuid = Guid.NewGuid() } })).Expect(202);
        var page = (await OpenSettingsAsync()).Page;
        await page.GotoAsync("/data-management/events");
        await Expect(Rows(page).First).ToContainTextAsync("found.by.itself");

        await page.GetByRole(AriaRole.Combobox, new() { Name = "Source" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Discovered" }).ClickAsync();
        await Expect(Rows(page)).ToHaveCountAsync(1);
        await Expect(page).ToHaveURLAsync(Discovered());
        await page.ReloadAsync();
        await Expect(Rows(page)).ToHaveCountAsync(1);

        await page.GoBackAsync();
        await Expect(Rows(page)).ToHaveCountAsync(50);
    }

    [Fact]
    public async Task AddToList_TwoEventsByKeyboard_AreOneVersion()
    {
        var page = (await OpenSettingsAsync()).Page;
        await page.GotoAsync("/data-management/events?search=client.");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select client.register", Exact = true }).PressAsync(" ");
        await page.GetByRole(AriaRole.Checkbox, new() { Name = "Select client.login", Exact = true }).PressAsync(" ");
        await Expect(page.GetByText("2 events selected")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add to list", Exact = true }).PressAsync("Enter");
        var dialog = page.GetByRole(AriaRole.Dialog, new() { Name = "Add to list" });
        await Expect(dialog.GetByRole(AriaRole.Checkbox).First).ToBeFocusedAsync();
        await dialog.GetByRole(AriaRole.Checkbox, new() { Name = EventSettingsTab.WithJwt }).PressAsync(" ");
        var add = dialog.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true });
        await Expect(add).ToBeEnabledAsync();
        await add.PressAsync("Enter");

        await Expect(page.GetByText("2 events added to the list. Version 2 is in force.")).ToBeVisibleAsync();
        var lists = PolicyLists.Read((await Program.Api.GetAsync("/api/v1/policy")).Expect(200).Json);
        Assert.Equal(["client.login", "client.register", "form.submit"], lists.UpdateWithJwt);
    }

    private static ILocator Rows(IPage page) => page.GetByRole(AriaRole.Table, new() { Name = "Event catalogue", Exact = true }).GetByRole(AriaRole.Rowheader);

    [GeneratedRegex("/data-management/events\\?source=discovered$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Discovered();
}
