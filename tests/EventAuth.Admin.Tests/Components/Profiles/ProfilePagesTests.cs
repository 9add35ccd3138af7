using Bunit;
using EventAuth.Admin.Components.Profiles;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Components.Profiles;

public sealed class ProfilePagesTests : IAsyncLifetime
{
    private const string Known = "11111111-0000-4000-8000-000000000001";
    private const string Stranger = "22222222-0000-4000-8000-000000000002";
    private static readonly DateTimeOffset Start = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync() => _console = await ConsoleFixture.StartAsync();

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Profiles_NobodyYet_SaysWhenTheyAppear()
    {
        var page = _console.Page.Render<ProfilesPage>();

        page.WaitForAssertion(() => Assert.Equal("No customers yet", page.Find(".empty-state h2").TextContent));
    }

    [Theory]
    [InlineData("ANNA@shop.example")]
    [InlineData("c-17")]
    [InlineData(Known)]
    public async Task Profiles_SearchByAnIdentifier_FindsTheCustomerAndKeepsTheAddressClean(string text)
    {
        await AppendKnownAsync();
        await _console.AppendAsync(Event(Stranger, minute: 1));
        var page = _console.Page.Render<ProfilesPage>();
        page.WaitForAssertion(() => Assert.Equal(2, page.FindAll(".stacks tbody tr").Count));

        page.InOneTurn(() => page.Find("input[type=search]").Change(text));
        page.InOneTurn(() => page.Find("form").Submit());

        page.WaitForAssertion(() => Assert.Equal("anna@shop.example", Assert.Single(page.FindAll(".stacks tbody a")).TextContent));
        Assert.Equal("profiles/" + Known, page.Find(".stacks tbody a").GetAttribute("href"));
        Assert.DoesNotContain("anna", _console.Navigation.Uri, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Profiles_NothingFound_SaysHowToSearch()
    {
        var page = _console.Page.Render<ProfilesPage>();

        page.InOneTurn(() => page.Find("input[type=search]").Change("nobody@shop.example"));
        page.InOneTurn(() => page.Find("form").Submit());

        page.WaitForAssertion(() => Assert.StartsWith("No customer has this", page.Find(".empty-state h2").TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("33333333-0000-4000-8000-000000000003")]
    [InlineData("not-a-uuid")]
    public void Profile_UnknownUuid_SaysSoWithAWayOut(string uuid)
    {
        var page = Open(uuid);

        page.WaitForAssertion(() => Assert.Equal("Profile not found", page.Find("h1").TextContent));
        Assert.Equal("profiles", page.Find(".empty-state a").GetAttribute("href"));
    }

    [Fact]
    public async Task Profile_ProvedByToken_ShowsWhatIsKnownAndOnWhatGrounds()
    {
        await AppendKnownAsync();

        var page = Open(Known.ToUpperInvariant());

        page.WaitForAssertion(() => Assert.Equal("anna@shop.example", page.Find("h1").TextContent));
        Assert.Contains("Recognized", page.Find(".page-header").TextContent, StringComparison.Ordinal);
        var facts = page.FindAll(".mud-paper.card").Single(card => card.QuerySelector("h2")!.TextContent == "Profile").TextContent;
        Assert.Contains("c-17", facts, StringComparison.Ordinal);
        Assert.Contains("<b>Wien</b>", facts, StringComparison.Ordinal);
        Assert.Contains("Verified by a valid token", page.FindAll(".mud-paper.card").Single(card => card.QuerySelector("h2")!.TextContent == "History of identifiers").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activities_Events_AreNewestFirstAndBeginWithTheAction()
    {
        await _console.AppendAsync(Event(Known, minute: 1));
        await _console.AppendAsync(Event(Known, minute: 2) with { Action = EventName.Parse("cart.update"), Label = "<i>Cart</i>", Params = """{"sku":"<b>x</b>"}""" });

        var page = Open(Known);

        var items = page.WaitForElements("[aria-label='Activity list'] > li");
        Assert.Equal(["cart.update", "page.visit"], items.Select(item => item.QuerySelector("b")!.TextContent));
        Assert.StartsWith("cart.update", items[0].TextContent.Trim(), StringComparison.Ordinal);
        Assert.Contains("<i>Cart</i>", items[0].TextContent, StringComparison.Ordinal);
        Assert.Equal("<b>x</b>", items[0].QuerySelector("dd")!.TextContent);
        Assert.Contains("anonymous_list_empty", items[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("version 1", items[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activities_StrangerBringsACustomersEmail_ShowTheConflict()
    {
        await AppendKnownAsync();
        await _console.AppendAsync(Event(Stranger, minute: 3) with { Action = EventName.Parse("client.login"), ClientEmail = "anna@shop.example" });

        var page = Open(Stranger);

        var item = page.WaitForElement("[aria-label='Activity list'] > li");
        Assert.Contains("Conflict", item.TextContent, StringComparison.Ordinal);
        Assert.Contains("The sender was not told", item.TextContent, StringComparison.Ordinal);
        Assert.Equal("Anonymous customer", page.Find("h1").TextContent);
    }

    [Fact]
    public async Task Profile_WithAndWithoutProof_MarksWhatIsUnverified()
    {
        await _console.AppendAsync(Event(Known, minute: 0) with
        {
            Action = EventName.Parse("client.login"),
            ClientEmail = "anna@shop.example",
            Data = [new PlainDatum("city", "\"Wien\"")],
        });
        var page = Open(Known);
        page.WaitForAssertion(() => Assert.Equal(["anna@shop.example", "Wien"], Marked(page)));
        Assert.Contains("anybody could have sent it", FactsOf(page).TextContent, StringComparison.Ordinal);

        await AppendKnownAsync();
        page = Open(Known);

        page.WaitForAssertion(() => Assert.Contains("c-17", FactsOf(page).TextContent, StringComparison.Ordinal));
        Assert.Empty(Marked(page));
        Assert.DoesNotContain("anybody could have sent it", FactsOf(page).TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activities_DataWithoutProofOverProvenData_SaysWhatWasNotKept()
    {
        await AppendKnownAsync();
        await _console.AppendAsync(Event(Known, minute: 3) with
        {
            Action = EventName.Parse("client.login"),
            Data = [new PlainDatum("city", "\"<i>Graz</i>\"")],
        });

        var page = Open(Known);

        var item = page.WaitForElements("[aria-label='Activity list'] > li")[0];
        Assert.Contains("not all kept", item.TextContent, StringComparison.Ordinal);
        Assert.Contains("Not kept: city.", item.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("Graz", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Activities_MoreThanAPage_AreShownOnRequestEachOnce()
    {
        for (var minute = 0; minute < 30; minute++)
        {
            await _console.AppendAsync(Event(Known, minute));
        }

        var page = Open(Known);
        Assert.Equal(25, page.WaitForElements("[aria-label='Activity list'] > li").Count);

        page.InOneTurn(() => page.FindAll("button").Single(button => button.TextContent.Trim() == "Show more").Click());

        page.WaitForAssertion(() => Assert.Equal(30, page.FindAll("[aria-label='Activity list'] > li").Count));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Trim() == "Show more");
    }

    [Fact]
    public async Task Activities_Filtered_ShowThoseThatMatch()
    {
        await _console.AppendAsync(Event(Known, minute: 1));
        await _console.AppendAsync(Event(Known, minute: 2) with { Action = EventName.Parse("cart.update") });
        var page = Open(Known);
        page.WaitForElements("[aria-label='Activity list'] > li");

        page.InOneTurn(() => page.FindAll("input").Single(input => input.GetAttribute("placeholder")!.StartsWith("Part of", StringComparison.Ordinal)).Input("CART"));

        page.WaitForAssertion(() => Assert.StartsWith("cart.update", Assert.Single(page.FindAll("[aria-label='Activity list'] > li")).TextContent.Trim(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Activities_OfTwoDays_ShowEachDayOnce()
    {
        await _console.AppendAsync(Event(Known, minute: 1));
        await _console.AppendAsync(Event(Known, minute: 2));
        await _console.AppendAsync(Event(Known, minute: 3 + (24 * 60)));

        var page = Open(Known);

        var days = page.WaitForElements("[aria-label='Activity list'] > li").Select(item => item.GetAttribute("data-day"));
        Assert.Equal(["Monday, 23 Nov 2026", "Sunday, 22 Nov 2026", null], days);
    }

    [Fact]
    public async Task Rejected_EventsThatNamedTheCustomer_StandBesideTheAccepted()
    {
        await _console.AppendAsync(Event(Known, minute: 1));
        var rejected = await _console.Journal.AppendAsync([Event(Known, minute: 2) with { Action = EventName.Parse("form.submit") }], _console.Policies.Current);
        Assert.All(rejected.Receipts, receipt => Assert.False(receipt.Decision.Accepted));

        var page = Open(Known);

        page.WaitForAssertion(() => Assert.Contains("form.submit", page.Find(".stacks tbody").TextContent, StringComparison.Ordinal));
        Assert.Single(page.FindAll("[aria-label='Activity list'] > li"));
    }

    [Fact]
    public void Parameters_Long_AreSentOnlyWhenOpened()
    {
        var json = $$"""{"text":"{{new string('z', 500)}}"}""";
        var parameters = _console.Page.Render<EventParameters>(set => set.Add(shown => shown.Json, json).Add(shown => shown.Action, "page.visit"));
        Assert.DoesNotContain("zzz", parameters.Markup, StringComparison.Ordinal);
        Assert.Equal("Show 1 parameter of page.visit", parameters.Find("button").GetAttribute("aria-label"));

        parameters.InOneTurn(() => parameters.Find("button").Click());

        Assert.Equal(new string('z', 500), parameters.Find("dd").TextContent);
    }

    private static AngleSharp.Dom.IElement FactsOf(IRenderedComponent<ProfilePage> page) =>
        page.FindAll(".mud-paper.card").Single(card => card.QuerySelector("h2")!.TextContent == "Profile");

    /// <summary>The values with the label next to them.</summary>
    private static IEnumerable<string> Marked(IRenderedComponent<ProfilePage> page) => FactsOf(page).QuerySelectorAll("dd")
        .Where(value => value.QuerySelector(".verdict")?.TextContent == "unverified")
        .Select(value => value.TextContent.Replace("unverified", "", StringComparison.Ordinal).Trim());

    private static PlainEvent Event(string uuid, int minute) => new()
    {
        Action = EventName.Parse("page.visit"),
        ClientUuid = uuid,
        Time = Start.AddMinutes(minute),
        ReceivedAt = Start.AddMinutes(minute),
    };

    private Task AppendKnownAsync() => _console.AppendAsync(Event(Known, minute: 0) with
    {
        Action = EventName.Parse("form.submit"),
        Token = new TokenIdentity(Known, "anna@shop.example", "c-17"),
        Data = [new PlainDatum("city", "\"<b>Wien</b>\"")],
    });

    private IRenderedComponent<ProfilePage> Open(string uuid) => _console.Page.Render<ProfilePage>(set => set.Add(page => page.Uuid, uuid));
}
