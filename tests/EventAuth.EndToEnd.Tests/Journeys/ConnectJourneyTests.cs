using System.Text.RegularExpressions;
using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>From a new installation to the first event with a token, all from the page "Connect your site".</summary>
public sealed class ConnectJourneyTests : BrowserTest
{
    [Fact]
    public async Task NewInstallation_TestEvents_AreDecidedExplainedAndTickTheChecklist()
    {
        await DefineCertificateAsync();
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        await visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Connect your site", Exact = true }).ClickAsync();
        var connect = new ConnectPage(visitor.Page);
        await Expect(connect.Checklist).ToContainTextAsync("0 of 3");

        await connect.SendAsync("page.visit");
        await Expect(connect.Verdict).ToContainTextAsync("Accepted page.visit was accepted because");
        await Expect(connect.Done).ToHaveCountAsync(1);

        // On a new installation, form.submit needs a token.
        visitor.ExpectRefusal(401);
        await connect.SendAsync("form.submit");
        await Expect(connect.Verdict).ToContainTextAsync("Rejected form.submit was rejected because");
        await Expect(connect.Verdict).ToContainTextAsync("but no token was sent");
        await Expect(connect.Explain).ToHaveAttributeAsync("href", new Regex("^explain\\?decision=[0-9]+$", RegexOptions.None, TimeSpan.FromSeconds(1)));

        await connect.SendAsync("form.submit", SigningKey.Other.Token(new { customId = "c-17" }));
        await Expect(connect.Verdict).ToContainTextAsync("it is signed with a key that is not known here");
        await Expect(connect.Done).ToHaveCountAsync(2);

        await connect.SendAsync("form.submit", "Bearer " + SigningKey.Shared.Token(new { customId = "c-17" }));
        await Expect(connect.Verdict).ToContainTextAsync("Accepted form.submit was accepted because it is on the list");
        await Expect(connect.Done).ToHaveCountAsync(3);
        await Expect(connect.Checklist).ToContainTextAsync("3 of 3");

        await Expect(connect.Explain).ToBeVisibleAsync();
        await connect.Explain.ClickAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Recorded decision" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task TestEvent_Sent_LeavesNothingInTheBrowserAndNoTokenInThePage()
    {
        await DefineCertificateAsync();
        var token = SigningKey.Shared.Token(new { customId = "c-17" });
        var visitor = await ComeAsync();
        await visitor.SignInAsync(ConnectPage.Address);
        var connect = new ConnectPage(visitor.Page);
        var cookies = (await visitor.Context.CookiesAsync()).Count;
        List<string> addresses = [];
        visitor.Page.Request += (_, request) => addresses.Add(request.Url);

        await connect.SendAsync("page.visit", token);
        await Expect(connect.Verdict).ToContainTextAsync("Accepted");

        Assert.Equal(cookies, (await visitor.Context.CookiesAsync()).Count);
        Assert.Equal("[]", await visitor.Page.EvaluateAsync<string>("() => JSON.stringify(Object.keys(localStorage))"));
        Assert.Equal(0, await visitor.Page.EvaluateAsync<int>("async () => (await indexedDB.databases()).length"));
        Assert.Equal(0, await visitor.Page.Locator("iframe").CountAsync());
        Assert.DoesNotContain(addresses, address => address.Contains(token[..40], StringComparison.Ordinal));
        Assert.DoesNotContain(token[..40], Program.Output.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_Sdk_LeadsToThePage()
    {
        var visitor = await ComeAsync();
        await visitor.OpenSettingsAsync();
        await Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "See the first event", Exact = true })).ToHaveAttributeAsync("href", "connect-your-site");

        await visitor.Page.Keyboard.PressAsync("Control+k");
        await visitor.Page.GetByRole(AriaRole.Dialog).GetByLabel("Find", new() { Exact = true }).FillAsync("sdk snippet");
        await visitor.Page.GetByRole(AriaRole.Option, new() { Name = "Connect your site" }).ClickAsync();

        await Expect(new ConnectPage(visitor.Page).Script).ToContainTextAsync(Program.IngestListener.GetLeftPart(UriPartial.Authority));
    }
}
