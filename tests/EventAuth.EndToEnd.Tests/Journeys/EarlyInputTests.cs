using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>What is pressed before the page is completely there still takes effect.</summary>
public sealed class EarlyInputTests(SharedProgram shared) : BrowserTest(shared), IClassFixture<SharedProgram>
{
    [Fact]
    public async Task LinkOfTheOutline_PageComesWhileThePointerIsDown_IsFollowed()
    {
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        var page = visitor.Page;
        var mayStart = new TaskCompletionSource();
        await page.RouteAsync("**/_framework/blazor.web.*", async route =>
        {
            await mayStart.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/profiles", new() { WaitUntil = WaitUntilState.Commit });
        var link = await page.Locator(".starting").GetByRole(AriaRole.Link, new() { Name = "Live", Exact = true }).BoundingBoxAsync();
        await page.Mouse.MoveAsync(link!.X + (link.Width / 2), link.Y + (link.Height / 2));
        await page.Mouse.DownAsync();
        mayStart.SetResult();
        await Expect(page.GetByRole(AriaRole.Searchbox)).ToBeVisibleAsync();

        await page.Mouse.UpAsync();

        await page.IsAtAsync(LivePage.Address);
    }

    [Fact]
    public async Task LinkOfTheOutline_ClickedBeforeTheConnectionStands_OpensItsPage()
    {
        var visitor = await ComeAsync();
        await visitor.SignInAsync();
        var page = visitor.Page;
        var mayConnect = new TaskCompletionSource();
        await page.RouteAsync("**/_blazor/negotiate*", async route =>
        {
            await mayConnect.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync("/profiles");
        await page.Locator(".starting").GetByRole(AriaRole.Link, new() { Name = "Live", Exact = true }).ClickAsync();
        await page.IsAtAsync(LivePage.Address);

        mayConnect.SetResult();

        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Live", Exact = true })).ToBeVisibleAsync();
        await Expect(new LivePage(page).Pause).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData("Escape")]
    [InlineData("o")]
    public async Task Key_WhileADialogOpens_IsTheDialogs(string key)
    {
        var page = (await OpenSettingsAsync()).Page;
        await page.Keyboard.PressAsync("Control+k");
        var dialog = page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.GetByRole(AriaRole.Combobox)).ToBeFocusedAsync();

        // The state before the browser is told to move the focus.
        await page.Locator("[aria-keyshortcuts]").FocusAsync();
        await page.Keyboard.PressAsync(key);

        if (key == "Escape")
        {
            await Expect(dialog).ToHaveCountAsync(0);
        }
        else
        {
            await Expect(dialog.GetByRole(AriaRole.Combobox)).ToHaveValueAsync(key);
        }
    }

    [Fact]
    public async Task Heading_OfAPageGoneTo_TakesTheFocusOnlyFromElsewhere()
    {
        var page = (await OpenSettingsAsync()).Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Explain", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Explain", Exact = true })).ToBeFocusedAsync();

        var name = new ExplainPage(page).Event;
        await name.FocusAsync();
        await page.EvaluateAsync("eventAuthBrowser.focusHeading()");

        await Expect(name).ToBeFocusedAsync();
    }

    [Theory]
    [InlineData("page.visit\nsession.start", "2 in the catalogue")]
    [InlineData("session.sta", null)]
    public async Task Paste_BeforeThePickerHasItsScript_IsTakenOnceItHas(string pasted, string? preview)
    {
        var tab = await OpenSettingsAsync();
        var mayCome = new TaskCompletionSource();
        await tab.Page.RouteAsync("**/event-picker*.js", async route =>
        {
            await mayCome.Task;
            await route.ContinueAsync();
        });
        var card = tab.List(EventSettingsTab.WithJwt);
        await card.OpenAsync();
        await card.Search.PasteAsync(pasted);
        await Expect(card.Search).ToHaveValueAsync("");

        mayCome.SetResult();

        if (preview is not null)
        {
            await Expect(card.Pasted).ToContainTextAsync(preview);
        }
        else
        {
            await Expect(card.Search).ToHaveValueAsync(pasted);
            await Expect(card.Options.First).ToContainTextAsync("session.start");
        }
    }

    [Fact]
    public async Task Focus_GivenBackOnceSomethingIsDone_IsNotTakenFromWhoWentOn()
    {
        var tab = await OpenSettingsAsync();
        var card = tab.List(EventSettingsTab.WithJwt);
        await card.OpenAsync();
        await Expect(card.Search).ToBeFocusedAsync();

        await tab.Page.EvaluateAsync("eventAuthBrowser.giveFocus('certificate-define')");

        await Expect(card.Search).ToBeFocusedAsync();
        await tab.Page.EvaluateAsync("document.activeElement.blur()");
        await tab.Page.EvaluateAsync("eventAuthBrowser.giveFocus('certificate-define')");
        await Expect(tab.DefineCertificate).ToBeFocusedAsync();
    }
}
