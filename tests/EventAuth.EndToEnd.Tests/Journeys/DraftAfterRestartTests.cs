using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>What was not applied yet survives a restart of the program.</summary>
public sealed class DraftAfterRestartTests : BrowserTest
{
    protected override ProgramSettings Settings => new() { OwnProcess = true };

    [Fact]
    public async Task Draft_ServerKilledAndStartedAgain_IsBackAndCanBeApplied()
    {
        var visitor = await ComeAsync();
        var tab = await visitor.OpenSettingsAsync();
        var card = tab.List(EventSettingsTab.WithJwt);
        await card.OpenAsync();
        await card.PickAsync("product.view");
        await card.Search.FillAsync("cart.status");
        await card.Options.Filter(new() { HasText = "cart.status" }).First.ClickAsync();
        await Expect(card.Add).ToBeEnabledAsync();
        await card.Comment.FillAsync("A comment half");
        await card.Search.FillAsync("trans");

        visitor.ExpectServerToGoAway();
        await visitor.Page.EvaluateAsync("() => { window.beforeTheRestart = true; }");
        await Program.KillAsync();
        await Program.RestartAsync();

        await visitor.Page.WaitForFunctionAsync("() => !window.beforeTheRestart", null, new() { Timeout = 60_000 });
        await Expect(card.Search).ToHaveValueAsync("trans");
        await Expect(card.Remove("product.view")).ToBeVisibleAsync();
        await Expect(card.Root).ToContainTextAsync("cart.status");
        await Expect(card.Comment).ToHaveValueAsync("A comment half");
        await Expect(card.Add).ToBeEnabledAsync();
        await card.Add.ClickAsync();
        await Expect(card.Remove("cart.status")).ToBeVisibleAsync();
        await card.ApplyAsync();

        var policy = (await Program.Api.GetAsync("/api/v1/policy")).Expect(200).Json;
        Assert.Equal(["cart.status", "form.submit", "product.view"], PolicyLists.Read(policy).UpdateWithJwt.Order(StringComparer.Ordinal));
        Assert.Equal("A comment half", policy.GetProperty("comment").GetString());
    }
}
