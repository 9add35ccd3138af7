using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>What the rules of a draft say before "Apply" is what happens to events afterwards.</summary>
public sealed class EffectiveRulesJourneyTests(SharedProgram shared) : BrowserTest(shared), IClassFixture<SharedProgram>
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Program.Api.SetListsAsync(PolicyLists.Initial);
    }

    [Fact]
    public async Task FirstAnonymousEvent_SeenInTheDraftThenAppliedThenCompared_IsRejectedAsShown()
    {
        var tab = await OpenSettingsAsync();
        var card = tab.List(EventSettingsTab.Anonymous);
        await card.OpenAsync();
        await card.PickAsync("page.visit");

        var others = Row(tab.Page.Locator("main"), "Effective rules of this draft", "Every other event");
        await Expect(others.GetByRole(AriaRole.Cell).First).ToContainTextAsync("Rejected Not allowed for anonymous now: accepted");
        (await PostAsync("product.view")).Expect(202);
        await card.ApplyAsync();
        (await PostAsync("product.view")).ExpectProblem(403, "not_allowed_for_anonymous");
        (await PostAsync("page.visit")).Expect(202);

        var page = tab.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Effective rules", Exact = true }).ClickAsync();
        await Expect(Row(page.Locator("main"), "Effective rules", "Any other event").GetByRole(AriaRole.Cell).First).ToContainTextAsync("Rejected Not allowed for anonymous");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "Compare with" }).ClickAsync();
        await page.GetByRole(AriaRole.Option, new() { Name = "Version 1," }).ClickAsync();
        await Expect(Row(page.Locator("main"), "Effective rules", "Any other event").GetByRole(AriaRole.Cell).First).ToContainTextAsync("in version 1: accepted");
        await Expect(page.GetByRole(AriaRole.Checkbox, new() { Name = "Only events that differ", Exact = true })).ToBeCheckedAsync();
        await Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "Page visit", Exact = false })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Finding_OneClickThenApply_IsGone()
    {
        await Program.Api.SetListsAsync(PolicyLists.Initial with { AnonymousWithoutJwt = ["page.visit"] });
        var card = (await OpenSettingsAsync()).List(EventSettingsTab.WithoutJwt);
        await Expect(card.Root).ToContainTextAsync("form.submit is also on the list with JWT below");

        await card.Button("Remove it here").ClickAsync();
        await Expect(card.Remove("client.login")).ToBeVisibleAsync();
        await Expect(card.Remove("form.submit")).ToHaveCountAsync(0);
        Assert.Equal(["client.login", "form.submit"], (await ListsAsync()).UpdateWithoutJwt);
        await card.ApplyAsync();

        await Expect(card.Root).Not.ToContainTextAsync("is also on the list with JWT below");
        Assert.Equal(["client.login"], (await ListsAsync()).UpdateWithoutJwt);
    }

    private static ILocator Row(ILocator root, string table, string head) =>
        root.GetByRole(AriaRole.Table, new() { Name = table, Exact = true }).GetByRole(AriaRole.Row).Filter(new() { HasText = head });

    private Task<Answer> PostAsync(string action) => Program.Ingest.PostAsync(new { action, client = new { uuid = Guid.NewGuid() } });

    private async Task<PolicyLists> ListsAsync() => PolicyLists.Read((await Program.Api.GetAsync("/api/v1/policy")).Expect(200).Json);
}
