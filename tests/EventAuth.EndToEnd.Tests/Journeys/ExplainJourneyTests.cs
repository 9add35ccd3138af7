using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>"Why was this rejected?": from the explanation, through the suggested change, to the same event, accepted.</summary>
public sealed class ExplainJourneyTests(RunningProgram running) : BrowserTest(running), IClassFixture<RunningProgram>
{
    [Fact]
    public async Task RejectedEvent_SuggestedChangeFollowedAndApplied_IsAccepted()
    {
        await Program.Api.SetListsAsync(new PolicyLists { AnonymousWithoutJwt = ["page.visit"] });
        var send = () => Program.Ingest.PostAsync(new { action = "cart.update", client = new { uuid = Guid.NewGuid() } });
        (await send()).ExpectProblem(403, "not_allowed_for_anonymous");
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Explain", Exact = true }).ClickAsync();

        var explain = new ExplainPage(page);
        await explain.Event.FillAsync("cart.update");
        await explain.Explain.ClickAsync();
        await Expect(explain.Verdict).ToContainTextAsync("cart.update from an anonymous customer without a token is rejected");
        await Expect(explain.Steps.Last).ToContainTextAsync("This decided");
        await page.GetByRole(AriaRole.Link, new() { Name = $"Add cart.update to the list “{EventSettingsTab.Anonymous}”.", Exact = true }).ClickAsync();

        var card = new EventSettingsTab(page).List(EventSettingsTab.Anonymous);
        await Expect(card.Remove("cart.update")).ToBeVisibleAsync();
        await Expect(card.Apply).ToBeInViewportAsync();
        await card.ApplyAsync();
        (await send()).Expect(202);

        await page.GoBackAsync();
        await Expect(explain.Verdict).ToContainTextAsync("is accepted");
    }

    [Fact]
    public async Task PastedToken_OfAStranger_IsExplainedAndStaysOutOfTheAddress()
    {
        var token = SigningKey.Other.Token(new { customId = "c-17" });
        var visitor = await ComeAsync();
        await visitor.SignInAsync(ExplainPage.Address);
        var page = visitor.Page;
        var explain = new ExplainPage(page);

        await explain.Event.FillAsync("page.visit");
        await explain.ChooseTokenAsync("A token that I paste");
        await explain.PastedToken.FillAsync(token);
        await explain.Explain.ClickAsync();

        await Expect(explain.Verdict).ToContainTextAsync("it is signed with a key that is not known here");
        Assert.EndsWith("/explain", page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(token.Split('.')[1], Program.Output.Text, StringComparison.Ordinal);
    }
}
