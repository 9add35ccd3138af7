using AngleSharp.Dom;
using Bunit;
using EventAuth.Admin.Access;
using EventAuth.Admin.Components.Live;
using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Counts;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace EventAuth.Admin.Tests.Components.Live;

public sealed class LivePageTests : IAsyncLifetime
{
    private const string Hash = "a91f03c5d2e84b7690ab12cd34ef5678a91f03c5d2e84b7690ab12cd34ef5678";
    private readonly RecordedDecisions _decisions = new();
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync() => _console = await ConsoleFixture.StartAsync(services => services.AddSingleton<IDecisionReader>(_decisions));

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Page_NothingDecidedYet_SaysWhatIsToCome()
    {
        var page = Open("live");

        page.WaitForAssertion(() => Assert.Equal("No events yet", page.Find(".empty-state h2").TextContent));
    }

    [Fact]
    public void Rows_AsTheyHappen_AppearByThemselves()
    {
        _decisions.Add(DecisionReason.AnonymousListEmpty);
        var page = Open("live");
        page.WaitForAssertion(() => Assert.Single(Rows(page)));

        _decisions.Add(DecisionReason.JwtRequired, "form.submit");

        page.WaitForAssertion(() => Assert.Equal(2, Rows(page).Count));
        Assert.Equal("form.submit", Cell(page, "event").TextContent.Trim());
        Assert.Equal("rejected", Cell(page, "outcome").TextContent);
        Assert.Equal("Token required but missing", Cell(page, "why").TextContent);
    }

    [Fact]
    public void Rows_Rejected_ShowTheBeginningOfTheHashAndHowManyTheyStandFor()
    {
        _decisions.Tell(_decisions.Add(DecisionReason.InvalidToken, "client.login", 12_345) with { Details = new RejectionDetails(Hash, null, null, null, HasPayload: false) });
        var page = Open("live");

        page.WaitForAssertion(() => Assert.Equal("#a91f03", Cell(page, "customer").TextContent.Trim()));
        Assert.Contains("× 12,345", Cell(page, "event").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(Hash[..12], page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Row_OfMalformedJson_SaysWhatIsWrongAndWhere()
    {
        var cause = new JsonFlawPlace(JsonFlaw.TrailingComma, 3, 17).ToCause();
        _decisions.Tell(_decisions.Add(DecisionReason.MalformedJson) with { Action = null, Cause = cause, Details = new RejectionDetails(null, "https://shop.example", null, null, HasPayload: false) });
        var page = Open("live");

        page.WaitForAssertion(() => Assert.Equal("Malformed JSON: a trailing comma in line 3, column 17", Cell(page, "why").TextContent));
        page.Once("tbody tr button", element => element.Click(new MouseEventArgs { Detail = 0 }));
        page.WaitForAssertion(() => Assert.Contains(
            "The event is rejected: it was sent as malformed JSON (a trailing comma in line 3, column 17).", page.Find("aside #explanation").TextContent, StringComparison.Ordinal));
        Assert.All(["malformed_json", "https://shop.example"], fact => Assert.Contains(fact, page.Find("aside dl").TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("c-77", "ada@shop.example", "c-77")]
    [InlineData(null, "ada@shop.example", "ada@shop.example")]
    [InlineData(null, null, "91ab…07")]
    public void Rows_Accepted_NameTheCustomerAndLeadToTheProfile(string? customId, string? email, string name)
    {
        const string uuid = "91ab0000-0000-4000-8000-000000000007";
        _decisions.Tell(_decisions.Add(DecisionReason.KnownCustomer) with { SentBy = new DecisionCustomer(uuid, email, customId) });
        var page = Open("live");

        page.WaitForAssertion(() => Assert.Equal(name, Cell(page, "customer").QuerySelector("a")?.TextContent));
        Assert.Equal("profiles/" + uuid, Cell(page, "customer").QuerySelector("a")!.GetAttribute("href"));
    }

    [Fact]
    public void Row_Selected_ShowsItsExplanationAndHoldsTheRows()
    {
        var details = new RejectionDetails(Hash, "https://shop.example", "exponea-sdk/2.1", null, HasPayload: false);
        _decisions.Tell(_decisions.Add(DecisionReason.JwtRequired, "form.submit") with { Details = details });
        var page = Open("live");
        page.Once("tbody tr button", element => element.Click(new MouseEventArgs { Detail = 0 }));

        page.WaitForAssertion(() => Assert.Contains("form.submit without a token is rejected", page.Find("aside #explanation").TextContent, StringComparison.Ordinal));
        Assert.Equal("true", page.Find("tbody tr button").GetAttribute("aria-pressed"));
        Assert.Equal("explain?decision=1", page.FindAll("aside a").Single(link => link.TextContent == "Open the whole explanation").GetAttribute("href"));
        Assert.Contains(
            "/data-management/events/js-sdk-event-settings?list=updateWithJwt&remove=form.submit#updateWithJwt",
            page.FindAll("aside a").Select(link => link.GetAttribute("href")));
        var facts = page.Find("aside dl").TextContent;
        Assert.All(["jwt_required", "#a91f03", "https://shop.example", "exponea-sdk/2.1", "Version1"], fact => Assert.Contains(fact, facts, StringComparison.Ordinal));

        _decisions.AddMany(2);

        page.WaitForAssertion(() => Assert.Contains("2 new events", page.Markup, StringComparison.Ordinal));
        Assert.Single(Rows(page));
        page.InOneTurn(() => Button(page, "Close").Click());
        page.WaitForAssertion(() => Assert.Equal(3, Rows(page).Count));
    }

    [Fact]
    public void Row_PressedByTheMouse_IsSelectedOnceAndClosedByThePanel()
    {
        _decisions.Add(DecisionReason.JwtRequired, "form.submit");
        var page = Open("live");

        page.WaitForElement("tbody tr").MouseDown(new MouseEventArgs { Button = 0 });
        page.InOneTurn(() => page.Find("tbody tr").Click(new MouseEventArgs { Detail = 1 }));

        page.WaitForElement("aside dl");
        page.InOneTurn(() => Button(page, "Close").Click());
        page.WaitForAssertion(() => Assert.Empty(page.FindAll("aside dl")));
        Assert.Equal("false", page.Find("tbody tr button").GetAttribute("aria-pressed"));
    }

    [Fact]
    public void Row_AnotherSelected_ShowsThatOneInPlaceOfTheFirst()
    {
        _decisions.Add(DecisionReason.JwtRequired, "form.submit");
        _decisions.Add(DecisionReason.KnownCustomer, "cart.update");
        var page = Open("live");
        page.WaitForAssertion(() => Assert.Equal(2, Rows(page).Count));

        page.InOneTurn(() => page.FindAll("tbody tr button")[1].Click(new MouseEventArgs { Detail = 0 }));
        page.WaitForAssertion(() => Assert.Contains("form.submit", page.Find("aside #explanation").TextContent, StringComparison.Ordinal));
        page.InOneTurn(() => page.FindAll("tbody tr button")[0].Click(new MouseEventArgs { Detail = 0 }));

        page.WaitForAssertion(() => Assert.Contains("cart.update", page.Find("aside #explanation").TextContent, StringComparison.Ordinal));
        Assert.Single(page.FindAll("aside"));
        Assert.Equal(["true", "false"], page.FindAll("tbody tr button").Select(button => button.GetAttribute("aria-pressed")));
    }

    [Fact]
    public void Explanation_Escape_ClosesItAndGivesTheFocusBackToTheRow()
    {
        _decisions.Add(DecisionReason.JwtRequired, "form.submit");
        var page = Open("live");
        page.Once("tbody tr button", element => element.Click(new MouseEventArgs { Detail = 0 }));

        page.Once("aside dl", element => element.KeyDown(Key.Escape));

        page.WaitForAssertion(() => Assert.Empty(page.FindAll("aside")));
        page.WaitForAssertion(() => Assert.Equal("decision-1", _console.Page.JSInterop.VerifyInvoke("eventAuthBrowser.focus").Arguments[0]));
    }

    [Fact]
    public void Rows_PointerOnThem_HoldAndSayHowManyCame()
    {
        _decisions.Add(DecisionReason.KnownCustomer);
        var page = Open("live");
        page.WaitForAssertion(() => Assert.Single(Rows(page)));
        page.InOneTurn(() => Held(page).TriggerEvent("onpointermove", new PointerEventArgs()));
        _decisions.AddMany(2);

        page.WaitForAssertion(() => Button(page, "2 new events"));
        Assert.Single(Rows(page));
        page.InOneTurn(() => Button(page, "2 new events").Click());
        page.WaitForAssertion(() => Assert.Equal(3, Rows(page).Count));
        page.WaitForAssertion(() => Assert.Equal("decision-3", _console.Page.JSInterop.VerifyInvoke("eventAuthBrowser.focus").Arguments[0]));
        _decisions.AddMany(1);
        page.WaitForAssertion(() => Button(page, "1 new event"));
        page.InOneTurn(() => Held(page).TriggerEvent("onpointerleave", new PointerEventArgs()));

        page.WaitForAssertion(() => Assert.Equal(4, Rows(page).Count));
        Assert.DoesNotContain("new event<", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_FocusOnThem_HoldUntilItLeavesAndCountWhateverTheFilter()
    {
        _decisions.Add(DecisionReason.JwtRequired);
        var page = Open("live?outcome=rejected");
        page.WaitForAssertion(() => Assert.Single(Rows(page)));
        page.Find("tbody tr button").FocusIn();
        _decisions.AddMany(2);

        page.WaitForAssertion(() => Button(page, "2 new events (unfiltered)"));
        page.Find("tbody tr button").FocusOut();

        page.WaitForAssertion(() => Assert.DoesNotContain("new events", page.Markup, StringComparison.Ordinal));
        Assert.Single(Rows(page));
    }

    [Fact]
    public void Pause_ByTheButton_StaysWhereverThePointerIs()
    {
        _decisions.Add(DecisionReason.KnownCustomer);
        var page = Open("live");
        page.WaitForAssertion(() => Assert.Single(Rows(page)));
        page.InOneTurn(() => Button(page, "Pause").Click());
        page.InOneTurn(() => Held(page).TriggerEvent("onpointermove", new PointerEventArgs()));
        page.InOneTurn(() => Held(page).TriggerEvent("onpointerleave", new PointerEventArgs()));
        _decisions.AddMany(2);

        page.WaitForAssertion(() => Button(page, "2 new events"));
        Assert.Single(Rows(page));
        Assert.Contains("Paused.", page.Find(".state").TextContent, StringComparison.Ordinal);
        page.InOneTurn(() => Button(page, "Resume").Click());
        page.WaitForAssertion(() => Assert.Equal(3, Rows(page).Count));
    }

    [Fact]
    public void Address_OfNonsense_SaysWhatIsWrongAndShowsTheRest()
    {
        _decisions.Add(DecisionReason.JwtRequired, "form.submit");

        var page = Open("live?outcome=maybe&code=because&since=yesterday");

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".mud-alert[role=alert]").Count));
        page.WaitForAssertion(() => Assert.Single(Rows(page)));
    }

    [Fact]
    public void Address_EndsInThePast_BeginsPausedAndGoesOnWithThePresent()
    {
        _decisions.Add(DecisionReason.JwtRequired, "form.submit");

        var page = Open("live?code=jwt_required&since=2000-01-01T00:00:00Z&until=2001-01-01T00:00:00Z");

        page.WaitForAssertion(() => Assert.Equal("No matching events", page.Find(".empty-state h2").TextContent));
        Assert.Contains("Showing history until", page.Find(".state").TextContent, StringComparison.Ordinal);
        page.InOneTurn(() => Button(page, "Resume").Click());
        Assert.EndsWith("/live?code=jwt_required", _console.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Filters_Chosen_StandInTheAddressButNeverTheCustomer()
    {
        var page = Open("live");
        page.WaitForElement(".empty-state");
        page.InOneTurn(() => Button(page, "Rejected").Click());
        Assert.EndsWith("/live?outcome=rejected", _console.Navigation.Uri, StringComparison.Ordinal);

        page.InOneTurn(() => page.Find("#live-customer").Change("ada@shop.example"));
        page.InOneTurn(() => page.Find("form").Submit());

        page.WaitForAssertion(() => Assert.Equal("ada@shop.example", _decisions.Asked[^1].Customer));
        Assert.EndsWith("/live?outcome=rejected", _console.Navigation.Uri, StringComparison.Ordinal);
        Assert.Contains(page.FindAll("[aria-label='Filtered by'] li"), chip => chip.TextContent == "customer ada@shop.example");
    }

    [Fact]
    public void Filters_EventThatIsNoName_IsSaidAndNothingIsAsked()
    {
        var page = Open("live");
        page.WaitForElement(".empty-state");

        page.InOneTurn(() => page.Find("#live-action").Change("no name"));
        page.InOneTurn(() => page.Find("form").Submit());

        Assert.StartsWith("Not a valid event name.", page.Find("#live-filters [role=alert]").TextContent, StringComparison.Ordinal);
        Assert.EndsWith("/live", _console.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Filters_Reasons_AreWordsInTwoGroups()
    {
        var page = Open("live");

        var shown = page.FindComponents<MudSelectItem<string>>().Select(item => item.Instance).ToList();
        Assert.Equal(["Accepted", "Rejected"], shown.Where(item => item.Disabled).Select(item => item.Value));
        Assert.Equal(Enum.GetValues<DecisionReason>().DistinctBy(reason => reason.ToCode()).Count(), shown.Count(item => !item.Disabled && item.Value != ""));
        Assert.Equal("Token required but missing", page.FindComponent<MudSelect<string>>().Instance.ToStringFunc!("jwt_required"));
    }

    [Fact]
    public void Filters_ReasonAgainstTheOutcome_TheOneChosenLastHolds()
    {
        var page = Open("live?code=jwt_required");

        page.InOneTurn(() => Button(page, "Accepted").Click());

        Assert.EndsWith("/live?outcome=accepted", _console.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Storage_Fails_RowsStayAndItIsSaidUntilItWorksAgain()
    {
        _decisions.Add(DecisionReason.JwtRequired, "form.submit");
        var page = Open("live");
        page.WaitForAssertion(() => Assert.Single(Rows(page)));

        _decisions.Fails = true;
        page.WaitForAssertion(() => Assert.Contains("keeps trying", page.Markup, StringComparison.Ordinal));
        Assert.Single(Rows(page));

        _decisions.Fails = false;
        page.WaitForAssertion(() => Assert.DoesNotContain("keeps trying", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void Strip_EventsDecided_SaysTheNumbersToo()
    {
        _console.Page.Services.GetRequiredService<DecisionPulse>().Add(accepted: 1_234, rejected: 56);

        var strip = _console.Page.Render<PulseStrip>();

        Assert.Equal("In the last minute 1,234 accepted, 56 rejected.", strip.Find("p").TextContent.Trim());
        Assert.Equal("true", strip.Find("svg").GetAttribute("aria-hidden"));
        Assert.Equal("34", strip.FindAll("rect.all").Max(bar => bar.GetAttribute("height")));
    }

    [Fact]
    public async Task Payload_Administrator_SeesItOnlyWhenAskedForAndOnlyWhileAdministrator()
    {
        Keep("""{"action":"form.submit"}""");
        var page = Open("live");
        page.Once("tbody tr button", element => element.Click(new MouseEventArgs { Detail = 0 }));
        page.WaitForElement("aside dl");
        Assert.DoesNotContain("<pre", page.Markup, StringComparison.Ordinal);

        await _console.DemoteSilentlyAsync(Roles.Viewer);
        page.InOneTurn(() => Button(page, "Show what was sent").Click());
        page.WaitForAssertion(() => Assert.Contains("may no longer see this", page.Find(".sent [role=alert]").TextContent, StringComparison.Ordinal));
        await _console.DemoteSilentlyAsync(Roles.Administrator);
        page.InOneTurn(() => Button(page, "Show what was sent").Click());

        page.WaitForAssertion(() => Assert.Contains("\"action\": \"form.submit\"", page.Find(".sent pre").TextContent, StringComparison.Ordinal));
        Assert.Contains("7 days, encrypted", page.Find(".sent").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Payload_NotKeptAnyMore_IsSaid()
    {
        Keep(payload: null);
        var page = Open("live");
        page.Once("tbody tr button", element => element.Click(new MouseEventArgs { Detail = 0 }));
        page.WaitForElement(".sent");

        page.InOneTurn(() => Button(page, "Show what was sent").Click());

        page.WaitForAssertion(() => Assert.Equal("It is no longer stored.", page.Find(".sent [role=alert]").TextContent));
    }

    [Theory]
    [InlineData(Roles.Viewer)]
    [InlineData(Roles.Editor)]
    public async Task Payload_LesserRoles_AreNotOfferedIt(string role)
    {
        await _console.SignInAsync(role);
        Keep("""{"action":"form.submit"}""");
        var page = Open("live");
        page.Once("tbody tr button", element => element.Click(new MouseEventArgs { Detail = 0 }));

        page.WaitForElement("aside dl");

        Assert.Empty(page.FindAll(".sent"));
    }

    private static IReadOnlyList<IElement> Rows(IRenderedComponent<LivePage> page) => page.FindAll("tbody tr");

    private static IElement Cell(IRenderedComponent<LivePage> page, string name) => page.FindAll("tbody td." + name)[0];

    private static IElement Held(IRenderedComponent<LivePage> page) => page.Find("div:has(> .state)");

    private static IElement Button(IRenderedComponent<LivePage> page, string name) => page.FindAll("button").Single(button => button.TextContent.Trim() == name);

    private void Keep(string? payload)
    {
        _decisions.Payload = payload;
        _decisions.Tell(_decisions.Add(DecisionReason.JwtRequired, "form.submit") with { Details = new RejectionDetails(null, null, null, null, HasPayload: true) });
    }

    private IRenderedComponent<LivePage> Open(string address)
    {
        _console.Navigation.NavigateTo(address);
        _console.Page.Render<MudPopoverProvider>();
        return _console.Page.Render<LivePage>();
    }
}
