using Bunit;
using EventAuth.Admin.Components.Applying;
using EventAuth.Admin.Previews;
using EventAuth.Admin.Tests.Previews;
using EventAuth.Admin.Texts;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Previews;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor;

namespace EventAuth.Admin.Tests.Components.Applying;

/// <summary>What a draft would have decided otherwise, beside the draft.</summary>
public sealed class ImpactPreviewTests : IAsyncLifetime
{
    private static readonly EventPolicy First = EventPolicy.Empty with { OtherEvents = OtherEvents.Reject };
    private static readonly EventPolicy Second = EventPolicy.Empty with { OtherEvents = OtherEvents.RequireJwt };
    private static readonly Decision Open = new(DecisionReason.AnonymousListEmpty, MayChangeData: false);
    private static readonly Decision NeedsJwt = new(DecisionReason.JwtRequired, MayChangeData: false);
    private static readonly Decision Listed = new(DecisionReason.ListedUpdateWithoutJwt, MayChangeData: true);

    private readonly ReplayDouble _replay = new();
    private readonly List<PolicyPreview> _answered = [];
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync(services => services.AddSingleton<IDecisionReplay>(_replay));
        _console.Page.Render<MudPopoverProvider>();
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Shown_WhileItIsMade_SaysSoWithItsProgress()
    {
        var page = Show();
        Assert.Contains("Loading…", page.Words(), StringComparison.Ordinal);

        var asked = await _replay.NextAsync();
        asked.Progress.Report(0.4);

        page.WaitForAssertion(() => Assert.Equal("40", page.Find("[role=progressbar]").GetAttribute("aria-valuenow")));
        Assert.Contains("Deciding the events of the last 24 hours again…", page.Words(), StringComparison.Ordinal);
        Assert.Equal((First, TimeSpan.FromDays(1)), (asked.Draft, asked.Until - asked.Since));
    }

    [Fact]
    public async Task Shown_Result_SaysWhatASenderWouldNotice()
    {
        var page = Show();
        var preview = new PolicyPreview(9_870, 500, 3,
        [
            Change("form.submit", 400, Open, NeedsJwt, 31),
            Change("shop.order", 10, NeedsJwt, Listed, 17) with { Customer = CustomerState.Known },
            Change("page.visit", 5, Open, new Decision(DecisionReason.ListedAnonymous, MayChangeData: false), 16),
            Change("client.login", 2, Listed, Open, 9) with { Customer = CustomerState.Authenticated },
        ]);
        (await _replay.NextAsync()).Answer.SetResult(preview);

        page.WaitForAssertion(() => Assert.Equal(
            "412 of 9,870 events of the last 24 hours would be decided otherwise.", page.Find("[role=status]").Words()));
        Assert.Equal(
            [
                "form.submit 400 from anonymous customers: accepted → rejected (token required but missing) Explain one",
                "shop.order 10 from known customers without a token: rejected → accepted, and may change customer data Explain one",
                "client.login 2 with a valid token: accepted → may no longer change customer data Explain one",
            ],
            page.FindAll("li").Select(line => line.Words()));
        Assert.Equal("explain?decision=31", page.Find("li a").GetAttribute("href"));
        Assert.Equal("Explain one of these events: form.submit, in a new tab", page.Find("li a").GetAttribute("aria-label"));
        Assert.Equal(
            [
                "5 events would be accepted or rejected as before, for another reason.",
                "3 events could not be decided again: it is not kept who sent them.",
            ],
            page.FindAll("[role=status] ~ p").Select(note => note.Words()));
        Assert.Empty(page.FindAll("[role=progressbar]"));
        Assert.Same(preview, Assert.Single(_answered));
    }

    [Fact]
    public async Task Shown_ChangesThatReadTheSame_AreOneLine()
    {
        var page = Show();
        var closed = new Decision(DecisionReason.NotAllowedForAnonymous, MayChangeData: false);
        (await _replay.NextAsync()).Answer.SetResult(new PolicyPreview(100, 60, 0,
        [
            Change("cart.add", 30, Open, closed, 40), Change("shop.order", 20, Open, closed, 17), Change("cart.add", 10, Listed, closed, 70),
        ]));

        page.WaitForAssertion(() => Assert.Equal(
            [
                "cart.add 40 from anonymous customers: accepted → rejected (not allowed for anonymous) Explain one",
                "shop.order 20 from anonymous customers: accepted → rejected (not allowed for anonymous) Explain one",
            ],
            page.FindAll("li").Select(line => line.Words())));
        Assert.Equal("explain?decision=70", page.Find("li a").GetAttribute("href"));
    }

    [Fact]
    public async Task Shown_MoreThanSix_ShowsTheOthersWhenAsked()
    {
        var page = Show();
        (await _replay.NextAsync()).Answer.SetResult(Changed(8));

        page.WaitForAssertion(() => Assert.Equal(6, page.FindAll("li").Count));
        page.Press("Show 2 more");

        page.WaitForAssertion(() => Assert.Equal(8, page.FindAll("li").Count));
        Assert.DoesNotContain(page.FindAll("button"), button => button.TextContent.Contains("more", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Shown_MoreThanAHundred_ShowsTheMostFrequent()
    {
        var page = Show();
        (await _replay.NextAsync()).Answer.SetResult(Changed(120));

        page.Press("Show 94 more");

        page.WaitForAssertion(() => Assert.Equal(100, page.FindAll("li").Count));
    }

    [Theory]
    [InlineData(0, 0, "No event came in the last 24 hours.")]
    [InlineData(1, 0, "None of 1 event of the last 24 hours would be decided otherwise.")]
    [InlineData(10, 1, "None of 10 events of the last 24 hours would be decided otherwise.", "1 event could not be decided again: it is not kept who sent it.")]
    public async Task Shown_NothingWouldBeOtherwise_SaysSo(int decisions, int notReplayed, params string[] words)
    {
        var page = Show();
        (await _replay.NextAsync()).Answer.SetResult(new PolicyPreview(decisions, 0, notReplayed, []));

        page.WaitForAssertion(() => Assert.Equal(words, page.FindAll("p").Select(line => line.Words())));
        Assert.Empty(page.FindAll("li"));
    }

    [Fact]
    public async Task Stop_Pressed_StopsItAndItCanBeMadeAgain()
    {
        var page = Show();
        var asked = await _replay.NextAsync();

        page.Press("Stop the preview");

        page.WaitForAssertion(() => Assert.Contains("The preview was stopped.", page.Words(), StringComparison.Ordinal));
        Assert.True(asked.Cancellation.IsCancellationRequested);
        page.Press("Preview");
        (await _replay.NextAsync()).Answer.SetResult(ReplayDouble.Empty);
        page.WaitForAssertion(() => Assert.Contains("No event came", page.Words(), StringComparison.Ordinal));
        Assert.DoesNotContain("cancelled", page.Words(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Shown_DatabaseDoesNotAnswer_SaysSoAndItCanBeTriedAgain()
    {
        var page = Show();
        (await _replay.NextAsync()).Answer.SetException(new TimeoutException());

        page.WaitForAssertion(() => Assert.Equal(
            "The preview could not be made, because the database did not answer. Try again in a moment.", page.Find("[role=alert]").Words()));
        Assert.Empty(_answered);
        page.Press("Try again");

        (await _replay.NextAsync()).Answer.SetResult(ReplayDouble.Empty);
        page.WaitForAssertion(() => Assert.Contains("No event came", page.Words(), StringComparison.Ordinal));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public void Shown_TooManyWait_SaysSo()
    {
        var runs = _console.Page.Services.GetRequiredService<PreviewRuns>();
        var question = new PreviewQuestion(EventPolicy.Empty, Compared: null, BasedOn: 1, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));
        Assert.All(Enumerable.Range(0, PreviewRuns.Most), _ => Assert.NotNull(runs.TryStart(question)));

        var page = Show();

        page.WaitForAssertion(() => Assert.Equal(
            "Too many previews are being made at the moment. Try again in a few seconds.", page.Find("[role=alert]").Words()));
    }

    [Fact]
    public async Task Draft_ChangedWhileItIsMade_OnlyTheNewestIsShown()
    {
        var page = Show();
        var first = await _replay.NextAsync();

        page.Render(set => set.Add(preview => preview.Draft, Second));

        var second = await _replay.NextAsync();
        Assert.True(first.Cancellation.IsCancellationRequested);
        Assert.Equal(Second, second.Draft);
        second.Answer.SetResult(Changed(1));
        first.Answer.TrySetResult(ReplayDouble.Empty);
        page.WaitForAssertion(() => Assert.Single(page.FindAll("li")));
        Assert.Equal(1, Assert.Single(_answered).Changed);
    }

    [Fact]
    public async Task Draft_ChangedAgainAndAgain_OnlyTheNewestIsAsked()
    {
        var page = Show();
        for (var i = 0; i < 5; i++)
        {
            page.Render(set => set.Add(preview => preview.Draft, i % 2 == 0 ? Second : First));
        }

        // A draft may be asked before the next one comes, on a slow machine: then it is cancelled.
        var asked = await _replay.NextAsync();
        while (asked.Cancellation.IsCancellationRequested)
        {
            asked = await _replay.NextAsync();
        }

        Assert.Equal(Second, asked.Draft);
        asked.Answer.SetResult(Changed(1));
        page.WaitForAssertion(() => Assert.Single(page.FindAll("li")));
        Assert.Single(_answered);
    }

    [Fact]
    public async Task Draft_SameAgain_IsNotAskedAgain()
    {
        var page = Show();
        (await _replay.NextAsync()).Answer.SetResult(Changed(1));
        page.WaitForAssertion(() => Assert.Single(page.FindAll("li")));

        page.Render(set => set.Add(preview => preview.Draft, EventPolicy.Empty with { OtherEvents = OtherEvents.Reject }));

        Assert.Single(page.FindAll("li"));
        Assert.Empty(page.FindAll("[role=progressbar]"));
        Assert.Equal(0, _replay.Waiting);
    }

    [Theory]
    [InlineData(PreviewSpan.Hour, 1, "No event came in the last hour.")]
    [InlineData(PreviewSpan.Week, 168, "No event came in the last 7 days.")]
    internal async Task Span_Chosen_IsAskedInstead(PreviewSpan span, int hours, string words)
    {
        var page = Show();
        var first = await _replay.NextAsync();

        // It ends with the preview.
        page.InOneTurn(() => { _ = page.FindComponent<MudSelect<PreviewSpan>>().Instance.ValueChanged.InvokeAsync(span); });

        var asked = await _replay.NextAsync();
        Assert.True(first.Cancellation.IsCancellationRequested);
        Assert.Equal((First, TimeSpan.FromHours(hours)), (asked.Draft, asked.Until - asked.Since));
        asked.Answer.SetResult(ReplayDouble.Empty);
        page.WaitForAssertion(() => Assert.Contains(words, page.Words(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Left_WhileItIsMade_CancelsIt()
    {
        Show();
        var asked = await _replay.NextAsync();

        await _console.Page.DisposeComponentsAsync();

        Assert.True(asked.Cancellation.IsCancellationRequested);
    }

    private static PreviewChange Change(string action, long count, Decision from, Decision to, long sample) =>
        new(action, CustomerState.Anonymous, from, to, count, [sample]);

    private static PolicyPreview Changed(int actions) => new(
        1_000, actions, 0, [.. Enumerable.Range(1, actions).Select(number => Change($"event.{number}", 1, Open, NeedsJwt, number))]);

    private IRenderedComponent<ImpactPreview> Show() => _console.Page.Render<ImpactPreview>(set => set
        .Add(preview => preview.Draft, First)
        .Add(preview => preview.InForce, _console.Policies.Current.Revision)
        .Add(preview => preview.Answered, _answered.Add));
}
