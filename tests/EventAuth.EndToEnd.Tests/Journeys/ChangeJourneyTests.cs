using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>A marketer sees the effect of a change before it is made, watches it, takes it back, and makes what was decided stay so.</summary>
public sealed class ChangeJourneyTests(SharedProgram shared) : BrowserTest(shared), IClassFixture<SharedProgram>
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        (await Program.Api.PutPolicyAsync(
            new { lists = PolicyLists.Initial, mode = "enforce", otherEvents = "accept", guarantees = Array.Empty<object>() }, "*")).Expect(200);
    }

    [Fact]
    public async Task PreviewThenMonitorThenEnforceGuardedThenRevertThenRestore_EachStep_IsWhatTheScreenSays()
    {
        for (var sent = 0; sent < 3; sent++)
        {
            (await PostAsync("shop.preview")).Expect(202);
        }

        var tab = await OpenSettingsAsync();
        var page = tab.Page;
        await page.GotoAsync("/data-management/events/js-sdk-event-settings?list=updateWithJwt&add=shop.preview");
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "With the events that came", Exact = true }))
            .ToContainTextAsync("shop.preview 3 from anonymous customers: accepted → rejected (token required but missing)");
        await tab.List(EventSettingsTab.WithJwt).Cancel.ClickAsync();
        await page.GotoAsync("/data-management/events/js-sdk-event-settings");

        await ChooseAsync(page, "Mode: Enforce", "Monitor");
        await Expect(page.GetByText("The lists reject nothing.")).ToBeVisibleAsync();
        (await PostAsync("form.submit")).Expect(202);
        await page.ReloadAsync();
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "1 event would have been rejected", Exact = true })).ToBeVisibleAsync();

        await ChooseAsync(page, "Mode: Monitor", "Enforce", trial: "Watch it, and undo it if too much is rejected");
        await Expect(page.GetByText("is on trial.")).ToBeVisibleAsync();
        (await PostAsync("form.submit")).ExpectProblem(401, "jwt_required");

        await page.GetByRole(AriaRole.Button, new() { Name = "Revert now", Exact = true }).ClickAsync();
        await Expect(page.GetByText("is on trial.")).ToBeHiddenAsync();
        await Expect(page.GetByText("The lists reject nothing.")).ToBeVisibleAsync();
        (await PostAsync("form.submit")).Expect(202);

        await page.GetByRole(AriaRole.Link, new() { Name = "History", Exact = true }).ClickAsync();
        var versions = page.GetByRole(AriaRole.List, new() { Name = "Versions", Exact = true }).GetByRole(AriaRole.Listitem);
        await Expect(versions.First).ToContainTextAsync("Reverted: by");
        await Expect(versions.Nth(1)).ToContainTextAsync("Mode: Monitor → Enforce.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore version 1", Exact = true }).ClickAsync();
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Restore", Exact = true }).ClickAsync();
        await Expect(page.GetByText("The lists reject nothing.")).ToBeHiddenAsync();
        await Expect(versions.First).ToContainTextAsync("Restored version 1");
        (await PostAsync("form.submit")).ExpectProblem(401, "jwt_required");
    }

    [Fact]
    public async Task OtherEventsRejected_FromItsCard_AreRejectedAndSoSaid()
    {
        var tab = await OpenSettingsAsync();
        var page = tab.Page;
        var card = page.GetByRole(AriaRole.Region, new() { Name = "All other events", Exact = true });
        await card.GetByRole(AriaRole.Button, new() { Name = "Define", Exact = true }).ClickAsync();
        await Dialog(page).GetByRole(AriaRole.Radio, new() { Name = "Reject" }).CheckAsync();
        await Expect(Dialog(page)).ToContainTextAsync("All other events would be rejected without a token.");
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Apply", Exact = true }).ClickAsync();

        await Expect(card).ToContainTextAsync("New events must be listed first.");
        (await PostAsync("product.view")).ExpectProblem(403, "not_listed");
    }

    [Fact]
    public async Task Guarantee_MadeFromADecision_RefusesTheChangeThatWouldBreakIt()
    {
        (await PostAsync("form.submit")).ExpectProblem(401, "jwt_required");
        var tab = await OpenSettingsAsync();
        var page = tab.Page;
        await page.GotoAsync("/explain?action=form.submit");
        await page.GetByRole(AriaRole.Link, new() { Name = "Make this a guarantee", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).First.ClickAsync();
        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "Guarantees", Exact = true }))
            .ToContainTextAsync("form.submit from anonymous customers is never accepted.");

        await page.GetByRole(AriaRole.Link, new() { Name = "JS SDK event settings", Exact = true }).ClickAsync();
        var card = tab.List(EventSettingsTab.WithJwt);
        await card.OpenAsync();
        await card.Remove("form.submit").ClickAsync();
        await card.Apply.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Apply anyway", Exact = true }).ClickAsync();

        await Expect(card.Root.GetByRole(AriaRole.Alert)).ToContainTextAsync("it would break the guarantee “form.submit from anonymous customers is never accepted.”");
        (await PostAsync("form.submit")).ExpectProblem(401, "jwt_required");
        await card.Cancel.ClickAsync();
    }

    private static ILocator Dialog(IPage page) => page.GetByRole(AriaRole.Dialog);

    private static async Task ChooseAsync(IPage page, string button, string choice, string? trial = null)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Dialog(page).GetByRole(AriaRole.Radio, new() { Name = choice }).CheckAsync();
        if (trial is not null)
        {
            await Dialog(page).GetByRole(AriaRole.Combobox, new() { Name = "After Apply" }).ClickAsync();
            await page.GetByRole(AriaRole.Option, new() { Name = trial }).ClickAsync();
        }

        await Dialog(page).GetByRole(AriaRole.Button, new() { Name = "Apply", Exact = true }).ClickAsync();
        await Expect(Dialog(page)).ToHaveCountAsync(0);
    }

    private Task<Answer> PostAsync(string action) => Program.Ingest.PostAsync(new { action, client = new { uuid = Guid.NewGuid() } });
}
