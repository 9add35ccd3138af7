using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>Two people at the tab at once: nothing is lost, nothing is overwritten unnoticed.</summary>
public sealed class TwoPeopleTests(SharedProgram shared) : BrowserTest(shared), IClassFixture<SharedProgram>
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        await Program.Api.SetListsAsync(PolicyLists.Initial);
    }

    [Theory]
    [InlineData("Keep mine", new[] { "form.submit", "product.view" })]
    [InlineData("Merge both", new[] { "cart.status", "form.submit", "product.view" })]
    [InlineData("Discard mine", new[] { "cart.status", "form.submit" })]
    public async Task SameList_ChangedByBoth_SecondDecides(string choice, string[] expected)
    {
        var first = (await OpenSettingsAsync()).List(EventSettingsTab.WithJwt);
        var second = (await OpenSettingsAsync()).List(EventSettingsTab.WithJwt);
        await first.OpenAsync();
        await second.OpenAsync();
        await first.PickAsync("cart.status");
        await second.PickAsync("product.view");
        await first.ApplyAsync();

        await second.Apply.ClickAsync();
        await Expect(second.Root.GetByRole(Microsoft.Playwright.AriaRole.Alert)).ToContainTextAsync("cart.status");
        await second.Button(choice).ClickAsync();
        if (choice != "Discard mine")
        {
            await Expect(second.Remove("product.view")).ToBeVisibleAsync();
            await second.ApplyAsync();
        }

        await Expect(second.Define).ToBeVisibleAsync();
        Assert.Equal(expected, (await ListsAsync()).UpdateWithJwt.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task DifferentLists_ChangedByBoth_BothStand()
    {
        var first = (await OpenSettingsAsync()).List(EventSettingsTab.WithJwt);
        var second = (await OpenSettingsAsync()).List(EventSettingsTab.WithoutJwt);
        await first.OpenAsync();
        await second.OpenAsync();
        await first.PickAsync("cart.status");
        await second.PickAsync("product.view");

        await first.ApplyAsync();
        await second.ApplyAsync();

        var lists = await ListsAsync();
        Assert.Contains("cart.status", lists.UpdateWithJwt);
        Assert.Contains("product.view", lists.UpdateWithoutJwt);
    }

    [Fact]
    public async Task ClosedCard_ListAppliedByAnother_ShowsItWithoutReload()
    {
        var watching = (await OpenSettingsAsync()).List(EventSettingsTab.WithJwt);
        var changing = (await OpenSettingsAsync()).List(EventSettingsTab.WithJwt);
        await changing.OpenAsync();
        await changing.PickAsync("product.view");
        await changing.ApplyAsync();

        await Expect(watching.Root).ToContainTextAsync("product.view");
    }

    private async Task<PolicyLists> ListsAsync() => PolicyLists.Read((await Program.Api.GetAsync("/api/v1/policy")).Expect(200).Json);
}
