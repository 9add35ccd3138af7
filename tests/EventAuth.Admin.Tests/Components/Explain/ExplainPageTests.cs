using System.Globalization;
using Bunit;
using EventAuth.Admin.Components.Explain;
using EventAuth.Admin.Explanations;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Testing;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace EventAuth.Admin.Tests.Components.Explain;

public sealed class ExplainPageTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;
    private IRenderedComponent<MudPopoverProvider> _popovers = null!;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync();
        _popovers = _console.Page.Render<MudPopoverProvider>();
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Page_NothingAsked_ShowsTheFormAndNoExplanation()
    {
        var page = Open("explain");

        Assert.Equal(["Event", "Customer", "Token"], page.FindAll("label").Select(label => label.TextContent.Trim()));
        Assert.Empty(page.FindAll("#steps"));
    }

    [Fact]
    public async Task Ask_ImaginedEvent_ShowsTheStepsAndWhatWouldTurnItRound()
    {
        var page = Open("explain");
        page.InOneTurn(() => page.Find("#explain-action").Input("form.submit"));
        await ChooseAsync(page, 0, "known");
        page.InOneTurn(() => page.Find("form").Submit());

        page.WaitForAssertion(() => Assert.Contains("form.submit from a known customer without a token is rejected", Verdict(page), StringComparison.Ordinal));
        var decided = Assert.Single(page.FindAll("[aria-labelledby=steps] li"), step => step.GetAttribute("aria-current") == "step");
        Assert.Equal(page.FindAll("[aria-labelledby=steps] li")[^1].TextContent, decided.TextContent);
        Assert.Contains("This decided", decided.TextContent, StringComparison.Ordinal);
        Assert.Contains("Decided by version 1", page.Markup, StringComparison.Ordinal);
        Assert.Equal(
            "/data-management/events/js-sdk-event-settings?list=updateWithJwt&remove=form.submit#updateWithJwt",
            page.FindAll("[role=region] a").Select(link => link.GetAttribute("href")).First(address => address!.Contains("remove", StringComparison.Ordinal)));
        Assert.EndsWith("explain?action=form.submit&customer=known&token=none", _console.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Explanation_SomebodyAppliesMeanwhile_IsByTheNewVersion()
    {
        var page = Open("explain?action=page.visit&customer=anonymous&token=none");
        page.WaitForAssertion(() => Assert.Contains("is accepted", Verdict(page), StringComparison.Ordinal));

        await _console.PutOnListAsync(EventListKind.UpdateWithJwt, "page.visit");

        page.WaitForAssertion(() => Assert.Contains("is rejected", Verdict(page), StringComparison.Ordinal));
        Assert.Contains("Decided by version 2", page.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("explain?action=a%20b&customer=anonymous&token=none")]
    [InlineData("explain?action=page.visit&customer=somebody&token=none")]
    [InlineData("explain?action=page.visit&customer=anonymous&token=pasted")]
    [InlineData("explain?action=page.visit&customer=authenticated&token=none")]
    public void Page_AddressThatAsksNothingSensible_ShowsTheFormAlone(string address)
    {
        var page = Open(address);

        Assert.NotEmpty(page.FindAll("form"));
        Assert.Empty(page.FindAll("#steps"));
    }

    [Fact]
    public async Task Changes_FromOneListToAnother_AreOneMove()
    {
        await _console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "page.visit");
        await _console.PutOnListAsync(EventListKind.UpdateWithJwt, "cart.update");

        var page = Open("explain?action=cart.update&customer=anonymous&token=none");

        page.WaitForAssertion(() => Assert.Contains("is rejected", Verdict(page), StringComparison.Ordinal));
        var moves = page.FindAll("[role=region] li a").Where(link => link.TextContent.StartsWith("Move cart.update to the list", StringComparison.Ordinal)).ToList();
        Assert.Contains(
            SettingsAddress.OfMove(EventListKind.UpdateWithJwt, EventListKind.AnonymousWithoutJwt, EventName.Parse("cart.update")),
            moves.Select(link => link.GetAttribute("href")));
        Assert.All(moves, link => Assert.Single(link.Closest("li")!.QuerySelectorAll("a")));
        Assert.StartsWith("Easiest: define the certificate and change what you send", page.Find("[role=region] ul li").TextContent.Trim(), StringComparison.Ordinal);
    }

    [Fact]
    public void Ask_EventThatNobodyKnows_IsTakenAsTyped()
    {
        var page = Open("explain");

        page.InOneTurn(() => page.Find("#explain-action").Input("page.vis"));
        page.InOneTurn(() => page.Find("form").Submit());

        page.WaitForAssertion(() => Assert.Contains("page.vis from an anonymous customer", Verdict(page), StringComparison.Ordinal));
    }

    [Fact]
    public void Ask_NoEventNamed_SaysWhatIsMissing()
    {
        var page = Open("explain");

        page.InOneTurn(() => page.Find("form").Submit());

        Assert.StartsWith("Enter the name of an event.", page.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Equal("true", page.Find("#explain-action").GetAttribute("aria-invalid"));
    }

    [Fact]
    public void Event_WhileTyping_IsSuggestedFromTheCatalogue()
    {
        var page = Open("explain");

        page.InOneTurn(() => page.Find("#explain-action").Input("page.vis"));

        _popovers.WaitForAssertion(() => Assert.Contains("page.visit", _popovers.FindAll(".mud-list-item").Select(item => item.TextContent.Trim())));
    }

    [Fact]
    public async Task Ask_PastedToken_IsJudgedAndStaysOutOfAddressAndPage()
    {
        var token = SigningKey.Other.Token(new { customId = "c-17" });
        var page = Open("explain");
        page.InOneTurn(() => page.Find("#explain-action").Input("page.visit"));
        await ChooseAsync(page, 1, ExplainInput.Pasted);
        page.InOneTurn(() => page.Find("form").Submit());
        page.WaitForAssertion(() => Assert.Equal("Paste a token.", page.FindAll("[role=alert]")[^1].TextContent));

        page.InOneTurn(() => page.Find("#explain-jwt").Change(token));
        page.InOneTurn(() => page.Find("form").Submit());

        page.WaitForAssertion(() => Assert.Contains("no certificate is defined", Verdict(page), StringComparison.Ordinal));
        Assert.DoesNotContain(token, page.Markup, StringComparison.Ordinal);
        Assert.EndsWith("/explain", _console.Navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Decision_Recorded_IsExplainedWithTheVersionThatDecidedAndWhatWouldBeNow()
    {
        var id = await RejectAsync("form.submit");
        await _console.PutOnListAsync(EventListKind.UpdateWithJwt, "client.register");

        var page = Open(string.Create(CultureInfo.InvariantCulture, $"explain?decision={id}"));

        page.WaitForAssertion(() => Assert.Contains("form.submit without a token is rejected", Verdict(page), StringComparison.Ordinal));
        Assert.Contains("Decided by version 1", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Version 2 is in force now.", page.Find("[aria-labelledby=recorded]").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("form[aria-label='Test an event']"));
    }

    [Fact]
    public async Task Event_Accepted_IsExplainedFromTheActivityList()
    {
        var received = DateTimeOffset.UnixEpoch.AddYears(50);
        var uuid = Guid.NewGuid().ToString();
        await _console.AppendAsync(new PlainEvent { Action = EventName.Parse("page.visit"), ClientUuid = uuid, Time = received, ReceivedAt = received });
        var profile = _console.Page.Render<EventAuth.Admin.Components.Profiles.ProfilePage>(set => set.Add(shown => shown.Uuid, uuid));
        var link = profile.WaitForElement("[aria-label='Activity list'] a").GetAttribute("href")!;

        var page = Open(link);

        page.WaitForAssertion(() => Assert.Contains("page.visit from an anonymous customer without a token is accepted", Verdict(page), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("explain?decision=99")]
    [InlineData("explain?decision=x")]
    [InlineData("explain?event=5f0c1a2b-0000-4000-8000-00000000000a")]
    public void Decision_NotThere_SaysSoAndOffersTheForm(string address)
    {
        var page = Open(address);

        page.WaitForAssertion(() => Assert.Equal("This decision is not recorded", page.Find(".empty-state h2").TextContent));
        Assert.NotEmpty(page.FindAll("form"));
    }

    // The first choice is the customer, the second the token.
    private static Task ChooseAsync(IRenderedComponent<ExplainPage> page, int choice, string word) =>
        page.InvokeAsync(() => page.FindComponents<MudSelect<string>>()[choice].Instance.ValueChanged.InvokeAsync(word));

    private static string Verdict(IRenderedComponent<ExplainPage> page) => page.Find("#explanation").TextContent;

    private IRenderedComponent<ExplainPage> Open(string address)
    {
        _console.Navigation.NavigateTo(address);
        return _console.Page.Render<ExplainPage>();
    }

    // A rejection is written soon after it was handed over.
    private async Task<long> RejectAsync(string action)
    {
        var decisions = _console.Page.Services.GetRequiredService<IDecisionReader>();
        Assert.True(_console.Journal.TryRecord(new RejectionEntry(DecisionReason.JwtRequired, action, null, 1, DateTimeOffset.UnixEpoch, _console.Policies.Current.Version, null)));
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(25));
        while (true)
        {
            if (await decisions.ReadAsync(new DecisionFilter(Action: action), null, 1, CancellationToken.None) is [var record])
            {
                return record.Id;
            }

            await ticks.WaitForNextTickAsync();
        }
    }
}
