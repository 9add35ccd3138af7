using EventAuth.EndToEnd.Tests.Browsing;
using EventAuth.EndToEnd.Tests.Harness;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace EventAuth.EndToEnd.Tests.Journeys;

/// <summary>Decisions as they happen: from a rejected event, through its explanation, to the same event, accepted; and the page stays stable whatever arrives.</summary>
public sealed class LiveJourneyTests : BrowserTest
{
    private const int MostRows = 200;
    private const double MostUpdatesASecond = 20;

    // One call of the observer is one update of the screen.
    private const string CountUpdates = """
        () => {
          const begin = performance.now();
          let updates = 0;
          new MutationObserver(() => updates++).observe(document.querySelector('main'), { childList: true, subtree: true, characterData: true, attributes: true });
          window.updatesASecond = () => updates / ((performance.now() - begin) / 1000);
          window.updates = () => updates;
        }
        """;

    [Fact]
    public async Task RejectedEvent_SuggestedChangeFollowedAndApplied_IsSeenAccepted()
    {
        var page = await OpenAsync();
        var live = new LivePage(page);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No events yet", Exact = true })).ToBeVisibleAsync();

        (await SendAsync("form.submit")).ExpectProblem(401, "jwt_required");
        var rejected = live.RowsOf("form.submit");
        await Expect(rejected).ToContainTextAsync("rejected");
        await Expect(rejected).ToContainTextAsync("Token required but missing");
        await live.SelectAsync(rejected);
        await Expect(live.Explanation).ToContainTextAsync("without a token is rejected: it is on the list");
        await Expect(live.Explanation.GetByRole(AriaRole.List, new() { Name = "How it was decided, step by step", Exact = true }).GetByRole(AriaRole.Listitem).Last)
            .ToContainTextAsync("This decided");

        await live.Explanation.GetByRole(AriaRole.Link, new() { Name = $"Remove form.submit from the list “{EventSettingsTab.WithJwt}”.", Exact = true }).ClickAsync();
        var card = new EventSettingsTab(page).List(EventSettingsTab.WithJwt);
        await Expect(card.Apply).ToBeInViewportAsync();
        await card.ApplyAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Live", Exact = true }).ClickAsync();
        await Expect(live.RowsOf("form.submit")).ToHaveCountAsync(1);
        (await SendAsync("form.submit")).Expect(202);

        await Expect(live.RowsOf("form.submit")).ToHaveCountAsync(2);
        await Expect(live.RowsOf("form.submit").First).ToContainTextAsync("accepted");
    }

    [Fact]
    public async Task Load_HundredsOfEvents_PageStaysQuietAndAnswers()
    {
        var page = await OpenAsync();
        var live = new LivePage(page);
        await page.EvaluateAsync(CountUpdates);

        await Parallel.ForEachAsync(Enumerable.Range(0, 800), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (place, _) =>
            (await SendAsync(place % 4 == 0 ? "form.submit" : "page.visit")).Expect(place % 4 == 0 ? 401 : 202));
        await SendAsync("last.one");
        await Expect(live.RowsOf("last.one")).ToHaveCountAsync(1);

        Assert.InRange(await page.EvaluateAsync<double>("() => window.updatesASecond()"), 0.01, MostUpdatesASecond);
        Assert.InRange(await live.Rows.CountAsync(), 1, MostRows);
        await live.Pause.ClickAsync();
        await Expect(live.Resume).ToBeVisibleAsync();
        for (var rows = await live.Rows.CountAsync(); rows < MostRows; rows = await live.Rows.CountAsync())
        {
            await live.ShowOlder.ClickAsync();
            await Expect(live.Rows).Not.ToHaveCountAsync(rows);
        }

        await live.ShowOlder.ClickAsync();
        await Expect(live.RowsOf("last.one")).ToHaveCountAsync(0);
        await Expect(live.Rows).ToHaveCountAsync(MostRows);
        await live.Resume.ClickAsync();
        await Expect(live.RowsOf("last.one")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Pause_EventsComeMeanwhile_AreCountedAndThereAfterResume()
    {
        (await SendAsync("page.visit")).Expect(202);
        var live = new LivePage(await OpenAsync());
        await Expect(live.Rows).ToHaveCountAsync(1);
        await live.Pause.ClickAsync();
        await Expect(live.Resume).ToBeVisibleAsync();

        (await SendAsync("cart.update")).Expect(202);
        (await SendAsync("cart.update")).Expect(202);

        await Expect(live.Button("2 new events")).ToBeVisibleAsync();
        await Expect(live.Rows).ToHaveCountAsync(1);
        await live.Resume.ClickAsync();
        await Expect(live.RowsOf("cart.update")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Rows_PointerAndFocusOnThem_HoldUntilTheyLeave()
    {
        (await SendAsync("page.visit")).Expect(202);
        var page = await OpenAsync();
        var live = new LivePage(page);
        await live.RowsOf("page.visit").HoverAsync();
        // A hand moves more than once.
        await live.RowsOf("page.visit").HoverAsync(new() { Position = new Position { X = 40, Y = 8 } });
        (await SendAsync("cart.update")).Expect(202);

        await Expect(live.Button("1 new event")).ToBeVisibleAsync();
        await Expect(live.Rows).ToHaveCountAsync(1);
        await live.Button("1 new event").ClickAsync();
        await Expect(live.Rows).ToHaveCountAsync(2);
        var newest = live.Rows.First.GetByRole(AriaRole.Button);
        await Expect(newest).ToBeFocusedAsync();
        await page.Mouse.MoveAsync(2, 2);
        (await SendAsync("cart.view")).Expect(202);
        await Expect(live.Button("1 new event")).ToBeVisibleAsync();
        await live.Pause.FocusAsync();

        await Expect(live.Rows).ToHaveCountAsync(3);
        await Expect(live.Pause).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Explanation_ByKeyboard_OpensSwapsAndGivesTheFocusBack()
    {
        (await SendAsync("page.visit")).Expect(202);
        (await SendAsync("form.submit")).Expect(401);
        var page = await OpenAsync();
        var live = new LivePage(page);
        var row = live.RowsOf("form.submit").GetByRole(AriaRole.Button);
        await row.PressAsync("Enter");
        await Expect(live.Close).ToBeFocusedAsync();
        await Expect(live.Explanation).ToContainTextAsync("without a token is rejected");

        await live.RowsOf("page.visit").GetByRole(AriaRole.Cell).First.ClickAsync();
        await Expect(live.Explanation).ToContainTextAsync("page.visit from an anonymous customer");
        await page.Keyboard.PressAsync("Escape");
        await Expect(live.Explanation).ToHaveCountAsync(0);
        await Expect(live.RowsOf("page.visit").GetByRole(AriaRole.Button)).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Explanation_NarrowScreen_CoversIt()
    {
        (await SendAsync("form.submit")).Expect(401);
        var page = await OpenAsync(width: 390);
        var live = new LivePage(page);

        await live.SelectAsync(live.RowsOf("form.submit"));

        var box = await live.Explanation.BoundingBoxAsync();
        Assert.Equal((0f, 0f, 390f), (box!.X, box.Y, box.Width));
    }

    [Fact]
    public async Task Filters_OutcomeEventAndReason_StandInTheAddressAndHoldForWhatComes()
    {
        var page = await OpenAsync();
        var live = new LivePage(page);
        await live.Button("Rejected").ClickAsync();
        await page.HasAddressAsync("/live?outcome=rejected");
        (await SendAsync("page.visit")).Expect(202);
        (await SendAsync("form.submit")).Expect(401);
        await Expect(live.RowsOf("form.submit")).ToHaveCountAsync(1);
        await Expect(live.RowsOf("page.visit")).ToHaveCountAsync(0);

        await live.OpenFiltersAsync();
        await live.Event.FillAsync("page.visit");
        await live.Event.PressAsync("Enter");
        await Expect(live.Button("Event, reason, customer")).ToBeFocusedAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No matching events", Exact = true })).ToBeVisibleAsync();
        await live.Button("All").ClickAsync();

        await Expect(live.Rows).ToHaveCountAsync(1);
        await Expect(live.RowsOf("page.visit")).ToContainTextAsync("accepted");
        await page.HasAddressAsync("/live?action=page.visit");
    }

    [Fact]
    public async Task Address_WithCodeAndTime_ShowsTheDecisionsBehindIt()
    {
        (await SendAsync("form.submit")).Expect(401);
        (await SendAsync("page.visit")).Expect(202);
        var page = await OpenAsync("/live?code=jwt_required&since=2026-01-01T00:00:00Z&until=2100-01-01T00:00:00Z");
        var live = new LivePage(page);

        await Expect(live.Rows).ToHaveCountAsync(1);
        await Expect(live.RowsOf("form.submit")).ToContainTextAsync("Token required");
        await Expect(live.Pause).ToBeVisibleAsync();
    }

    private async Task<IPage> OpenAsync(string address = LivePage.Address, int width = 1280)
    {
        var visitor = await ComeAsync(new VisitorOptions(width));
        await visitor.SignInAsync();
        await visitor.Page.GotoAsync(address);
        await Expect(visitor.Page.GetByRole(AriaRole.Heading, new() { Name = "Live", Exact = true })).ToBeVisibleAsync();
        return visitor.Page;
    }

    private Task<Answer> SendAsync(string action) => Program.Ingest.PostAsync(new { action, client = new { uuid = Guid.NewGuid() } });
}
