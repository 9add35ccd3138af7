using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>"Why was this rejected?": from the explanation over the suggested change to the same event, accepted.</summary>
public sealed class ExplainJourneyTests : BrowserTest
{
    [Fact]
    public async Task RejectedEvent_SuggestedChangeFollowedAndApplied_IsAccepted()
    {
        await DefineCertificateAsync();
        await Program.Api.SetListsAsync(new PolicyLists { AnonymousWithoutJwt = ["page.visit"] });
        var send = () => Program.Ingest.PostAsync(new { action = "cart.update", client = new { uuid = Guid.NewGuid() } });
        (await send()).ExpectProblem(403, "not_allowed_for_anonymous");
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        var page = visitor.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Explain", Exact = true }).ClickAsync();

        await page.GetByLabel("Event", new() { Exact = true }).FillAsync("cart.update");
        await page.GetByRole(AriaRole.Button, new() { Name = "Explain", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 2 }).First).ToContainTextAsync("cart.update from an anonymous customer without a token is rejected");
        await Expect(page.GetByRole(AriaRole.List, new() { Name = "How it was decided, step by step", Exact = true }).GetByRole(AriaRole.Listitem).Last).ToContainTextAsync("This decided");
        await page.GetByRole(AriaRole.Link, new() { Name = $"Add cart.update to the list “{EventSettingsTab.Anonymous}”.", Exact = true }).ClickAsync();

        var card = new EventSettingsTab(page).List(EventSettingsTab.Anonymous);
        await Expect(card.Remove("cart.update")).ToBeVisibleAsync();
        await Expect(card.Apply).ToBeInViewportAsync();
        await card.ApplyAsync();
        (await send()).Expect(202);

        await page.GoBackAsync();
        await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 2 }).First).ToContainTextAsync("is accepted");
    }

    [Fact]
    public async Task PastedToken_OfAStranger_IsExplainedAndStaysOutOfTheAddress()
    {
        await DefineCertificateAsync();
        var token = SigningKey.Other.Token(new { customId = "c-17" });
        var visitor = await ComeAsync();
        await visitor.SignInAsync("/explain");
        var page = visitor.Page;

        await page.GetByLabel("Event", new() { Exact = true }).FillAsync("page.visit");
        await page.GetByLabel("Token", new() { Exact = true }).SelectOptionAsync("A token that I paste");
        await page.GetByLabel("Pasted token", new() { Exact = true }).FillAsync(token);
        await page.GetByRole(AriaRole.Button, new() { Name = "Explain", Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Heading, new() { Level = 2 }).First).ToContainTextAsync("it is not signed with the key in force");
        Assert.EndsWith("/explain", page.Url, StringComparison.Ordinal);
        Assert.DoesNotContain(token.Split('.')[1], Program.Output.Text, StringComparison.Ordinal);
    }
}
