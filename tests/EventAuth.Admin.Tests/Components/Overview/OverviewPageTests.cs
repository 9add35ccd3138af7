using Bunit;
using EventAuth.Admin.Components.Overview;
using EventAuth.Admin.Listeners;
using EventAuth.Admin.Settings;
using EventAuth.Core.Decisions.Counts;
using EventAuth.Core.Policies;
using EventAuth.Storage.Database;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Interop;

namespace EventAuth.Admin.Tests.Components.Overview;

public sealed class OverviewPageTests : IAsyncLifetime
{
    private readonly CountsDouble _counts = new() { Answer = _ => Task.FromResult(CountsDouble.Busy) };
    private readonly PageTimers _timers = new();
    private ConsoleFixture _console = null!;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync(services => services
            .AddSingleton<TimeProvider>(_timers)
            .AddSingleton<IDecisionCounts>(_counts)
            .AddSingleton(new BoundListeners(new ListenerSettings(null, null, []))));
        await InstalledAtAsync(CountsDouble.From.AddDays(-90));
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Head_Counted_ShowsNumbersWithTheirShares()
    {
        var page = Open("overview");

        Assert.Equal(["1,237", "1,198 accepted: show them", "39 rejected: show them"], page.FindAll(".count").Select(count => count.TextContent));
        Assert.Equal(["in the last hour", "96.8 %", "3.2 %"], page.FindAll(".share").Take(3).Select(share => share.TextContent));
        Assert.Equal("live?outcome=rejected&since=2026-11-03T09%3A00%3A00Z", page.FindAll(".count a")[1].GetAttribute("href"));
    }

    [Fact]
    public void Tables_EveryChart_HasOneWithCaptionThatSaysTheSame()
    {
        var page = Open("overview");

        Assert.Single(page.FindAll("[role=img]"));
        Assert.Equal(
            ["Events in the last hour, per minute", "Events in the last hour by reason", "Events in the last hour by name", "Events in the last hour by certificate", "Events in the last hour by kind of customer"],
            page.FindAll("table").Select(table => table.GetAttribute("aria-label")));
        Assert.Equal(["09:00|1,000|0", "09:01|198|39"], Rows(page, "by-time"));
        Assert.Equal(["Anonymous list is empty anonymous_list_empty|1,198|0", "Token required but missing jwt_required|0|38", "Invalid data invalid_event|0|1"], Rows(page, "by-reason"));
        Assert.Equal(["page.visit|1,100|0", "cart.gift new|98|0", "form.submit new rejections|0|38", "no valid name|0|1"], Rows(page, "by-event"));
        Assert.Equal(["no token|1,190|39", "certificate no longer known|8|0"], Rows(page, "by-certificate"));
        Assert.Equal(["1,190|96.2 %", "30|2.4 %", "8|0.6 %", "9|0.7 %"], Rows(page, "by-customer").Select(row => row[(row.IndexOf('|', StringComparison.Ordinal) + 1)..]));
    }

    [Theory]
    [InlineData("by-time", 2, "live?outcome=rejected&since=2026-11-03T09%3A01%3A00Z&until=2026-11-03T09%3A02%3A00Z")]
    [InlineData("by-reason", 1, "live?outcome=rejected&code=jwt_required&since=2026-11-03T09%3A00%3A00Z")]
    [InlineData("by-event", 0, "live?outcome=accepted&action=page.visit&since=2026-11-03T09%3A00%3A00Z")]
    [InlineData("by-certificate", 0, "live?outcome=accepted&since=2026-11-03T09%3A00%3A00Z&certificate=cert-1")]
    [InlineData("by-customer", 1, "live?outcome=rejected&since=2026-11-03T09%3A00%3A00Z")]
    public void Links_OfATable_CarryWhatNarrowsToTheRow(string card, int place, string address)
    {
        var page = Open("overview");

        Assert.Equal(address, page.FindAll($"#{card} a")[place].GetAttribute("href"));
    }

    [Theory]
    [InlineData(0, 0, "live?outcome=accepted&since=2026-11-03T09%3A00%3A00Z&until=2026-11-03T09%3A01%3A00Z")]
    [InlineData(1, 1, "live?outcome=rejected&since=2026-11-03T09%3A01%3A00Z&until=2026-11-03T09%3A02%3A00Z")]
    public void Slice_OfTheChart_HasItsLinkAtTheSamePlaceOfTheTable(int column, int part, string address)
    {
        // The chart is drawn in the size that the browser reports.
        _console.Page.JSInterop.Setup<ElementSize>("mudObserveElementSize", _ => true).SetResult(new ElementSize { Width = 600, Height = 300 });
        var page = Open("overview");

        Assert.Equal("by-time", page.Find("[role=img]").GetAttribute("data-links"));
        page.WaitForAssertion(() => Assert.Equal(2 * page.FindAll("#by-time tbody tr").Count, page.FindAll("#by-time path.mud-chart-bar").Count));
        Assert.Equal(address, page.FindAll("#by-time tbody tr")[column].QuerySelectorAll("td")[part].QuerySelector("a")?.GetAttribute("href"));
    }

    [Fact]
    public void Comparison_WithTheHourBefore_StandsBelowEachNumber()
    {
        _counts.Answer = _ => Task.FromResult(CountsDouble.Busy with { AcceptedBefore = 1_000, RejectedBefore = 39 });

        var page = Open("overview");

        Assert.Equal(
            ["1,039 in the hour before (+19.1 %)", "1,000 in the hour before (+19.8 %)", "39 in the hour before"],
            page.FindAll(".before").Select(change => change.TextContent));
    }

    [Fact]
    public async Task Comparison_InstallationYoungerThanTheSpanBefore_IsNotMade()
    {
        await InstalledAtAsync(CountsDouble.From);

        var page = Open("overview");

        Assert.Empty(page.FindAll(".before"));
        Assert.DoesNotContain("new rejections", page.Find("#by-event").TextContent, StringComparison.Ordinal);
        var attention = page.FindAll("[aria-label='Needs attention'] li");
        Assert.Contains("38 rejected in the last hour", attention[0].TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("none in the hour before", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Attention_NewlyRejectedAndNewOnNoList_LeadOnward()
    {
        var page = Open("overview");

        var items = page.FindAll("[aria-label='Needs attention'] li");
        Assert.Equal(2, items.Count);
        Assert.Contains("38 rejected in the last hour, none in the hour before", items[0].TextContent, StringComparison.Ordinal);
        Assert.Equal(
            ["live?outcome=rejected&action=form.submit&since=2026-11-03T09%3A00%3A00Z"],
            items[0].QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.Contains("98 accepted in the last hour, none in the hour before; on no list", items[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("/data-management/events/js-sdk-event-settings", items[1].QuerySelectorAll("a")[^1].GetAttribute("href"));
    }

    [Fact]
    public async Task Attention_EventPutOnAListMeanwhile_NeedsNoneAnyMore()
    {
        var page = Open("overview");

        await _console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "cart.gift");

        page.WaitForAssertion(() => Assert.Single(page.FindAll("[aria-label='Needs attention'] li")));
    }

    [Fact]
    public void Attention_NothingToLookAt_SaysSo()
    {
        _counts.Answer = _ => Task.FromResult(CountsDouble.Busy with { Actions = [new ActionCount("page.visit", 10, 1, 10, 1)] });

        var page = Open("overview");

        Assert.Contains("Nothing. No new rejections", page.FindAll("h2").Single(title => title.TextContent == "Needs attention").ParentElement!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Empty_NothingCame_SaysSoInsteadOfDrawingNothing()
    {
        _counts.Answer = _ => Task.FromResult(CountsDouble.Empty);

        var page = Open("overview");

        Assert.Equal("No events in the last hour", page.Find(".empty-state h2").TextContent);
        Assert.Empty(page.FindAll("[role=img]"));
    }

    [Theory]
    [InlineData("overview", "Last hour", OverviewSpan.Hour, 10)]
    [InlineData("overview?span=day", "Last 24 hours", OverviewSpan.Day, 60)]
    [InlineData("overview?span=week", "Last 7 days", OverviewSpan.Week, 60)]
    [InlineData("overview?span=month", "Last 30 days", OverviewSpan.Month, 60)]
    [InlineData("overview?span=Year", "Last hour", OverviewSpan.Hour, 10)]
    public void Span_InTheAddress_IsReadAndRefreshedAtItsPace(string address, string title, OverviewSpan span, int seconds)
    {
        var page = Open(address);

        Assert.Equal(title, page.Find("nav [aria-current=page]").TextContent);
        Assert.Equal([span], _counts.Asked);
        Assert.Equal(TimeSpan.FromSeconds(seconds), _timers.Period);
        Assert.Equal($"{title}: 1,237 events received, 39 rejected", page.Find("[role=status]").TextContent);
    }

    [Fact]
    public void Span_ChangedMeanwhile_KeepsTheFormerFiguresUntilItsOwnAreThere()
    {
        var page = Open("overview");
        var slow = new TaskCompletionSource<DecisionOverview>();
        _counts.Answer = _ => slow.Task;

        _console.Navigation.NavigateTo("overview?span=month");
        page.WaitForAssertion(() => Assert.Equal("true", page.Find("[aria-busy]").GetAttribute("aria-busy")));
        Assert.Contains("in the last hour", page.Markup, StringComparison.Ordinal);
        slow.SetResult(CountsDouble.Busy with { Step = TimeSpan.FromDays(1) });

        page.WaitForAssertion(() => Assert.Equal("false", page.Find("[aria-busy]").GetAttribute("aria-busy")));
        Assert.Contains("Days start at midnight UTC", page.Markup, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(60), _timers.Period);
    }

    [Fact]
    public void Tick_WhileTheFiguresAreBeingRead_ReadsNoSecondTime()
    {
        var page = Open("overview");
        var slow = new TaskCompletionSource<DecisionOverview>();
        _counts.Answer = _ => slow.Task;
        _console.Navigation.NavigateTo("overview?span=day");

        page.WaitForAssertion(() => Assert.Equal([OverviewSpan.Hour, OverviewSpan.Day], _counts.Asked));
        _timers.Tick();
        Assert.Equal([OverviewSpan.Hour, OverviewSpan.Day], _counts.Asked);
        slow.SetResult(CountsDouble.Busy);

        page.WaitForAssertion(() => Assert.Equal("false", page.Find("[aria-busy]").GetAttribute("aria-busy")));
    }

    [Fact]
    public void Tick_ReadingFails_KeepsTheFiguresSaysSoAndRecovers()
    {
        var page = Open("overview");
        _counts.Answer = _ => throw new TimeoutException();

        _timers.Tick();
        page.WaitForAssertion(() => Assert.StartsWith("The figures could not be updated", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("1,237", page.Find(".count").TextContent);
        _counts.Answer = _ => Task.FromResult(CountsDouble.Busy with { Periods = [new PeriodCount(CountsDouble.From, 2, 1)] });
        _timers.Tick();

        page.WaitForAssertion(() => Assert.Equal("3", page.Find(".count").TextContent));
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    [Fact]
    public void Page_FirstReadingUnderWayThenFailed_KeepsThePlacesOfTheCards()
    {
        var slow = new TaskCompletionSource<DecisionOverview>();
        _counts.Answer = _ => slow.Task;

        var page = Open("overview");
        Assert.Equal(["–", "–", "–"], page.FindAll(".count").Select(count => count.TextContent));
        Assert.Equal(6, page.FindAll("[role=region]").Count);
        slow.SetException(new TimeoutException());

        page.WaitForAssertion(() => Assert.StartsWith("The figures could not be read;", page.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal(6, page.FindAll("[role=region]").Count);
    }

    private async Task InstalledAtAsync(DateTimeOffset time)
    {
        await using var context = await _console.Page.Services.GetRequiredService<IDbContextFactory<EventAuthDbContext>>().CreateDbContextAsync();
        await context.PolicyRevisions.ExecuteUpdateAsync(set => set.SetProperty(revision => revision.AppliedAt, time));
    }

    private static IEnumerable<string> Rows(IRenderedComponent<OverviewPage> page, string card) =>
        page.FindAll($"#{card} tbody tr").Select(row => string.Join('|', row.Children.Select(Text)));

    // As it is visible: without what is only for screen readers.
    private static string Text(AngleSharp.Dom.IElement cell)
    {
        var clone = (AngleSharp.Dom.IElement)cell.Clone();
        foreach (var hidden in clone.QuerySelectorAll(".visually-hidden"))
        {
            hidden.Remove();
        }

        return string.Join(' ', clone.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private IRenderedComponent<OverviewPage> Open(string address)
    {
        _console.Navigation.NavigateTo(address);
        return _console.Page.Render<OverviewPage>();
    }
}
