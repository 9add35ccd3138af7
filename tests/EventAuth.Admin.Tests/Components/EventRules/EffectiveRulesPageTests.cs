using AngleSharp.Dom;
using Bunit;
using EventAuth.Admin.Components.EventRules;
using EventAuth.Core.Policies;
using MudBlazor;

namespace EventAuth.Admin.Tests.Components.EventRules;

public sealed class EffectiveRulesPageTests : IAsyncLifetime
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
    public void Page_NewInstallation_ShowsAnyOtherEventThenTheListedThenTheRest()
    {
        var page = Open();

        var rows = page.FindAll("tbody tr").Take(3).ToList();
        Assert.Equal(["Any other event", "Client login", "Form submit"], rows.Select(row => row.QuerySelector(".title")!.TextContent));
        Assert.Equal(["Accepted No data change", "Accepted No data change", "Rejected Invalid token", "Rejected Invalid token"], Cells(rows[0]));
        Assert.Equal(["Accepted May change data", "Accepted May change data", "Rejected Invalid token", "Rejected Invalid token"], Cells(rows[1]));
        Assert.Equal(["Rejected Token required", "Rejected Token required", "Rejected Invalid token", "Rejected Invalid token"], Cells(rows[2]));
        Assert.Contains("No certificate is defined", page.Find(".mud-alert").TextContent, StringComparison.Ordinal);
        Assert.Equal("98 events", page.Find(".count").TextContent);
        Assert.Contains("1–50 of 99", page.Find("nav[aria-label='Pages of the rules']").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_OnTheFirstPage_ShowsTheRest()
    {
        var page = Open();

        page.InOneTurn(() => page.FindAll("button").Single(button => button.TextContent.Trim() == "Next").Click());

        Assert.Equal(49, page.FindAll("tbody tr").Count);
        Assert.Contains("51–99 of 99", page.Find("nav[aria-label='Pages of the rules']").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("FORM.SUB", "form.submit")]
    [InlineData("NOT.in.the", "not.in.the.catalogue")]
    public async Task Search_PartOfAName_FindsCatalogueAndListsAlike(string text, string action)
    {
        await _console.PutOnListAsync(EventListKind.UpdateWithJwt, "not.in.the.catalogue");
        var page = Open();

        page.InOneTurn(() => page.Find("input[type=search]").Input(text));

        page.WaitForAssertion(() => Assert.Equal([action], page.FindAll("tbody code").Select(name => name.TextContent)));
    }

    [Fact]
    public void Search_NothingFits_SaysHowItIsDecided()
    {
        var page = Open();

        page.InOneTurn(() => page.Find("input[type=search]").Input("<b>nothing</b>"));

        page.WaitForAssertion(() => Assert.Contains("handled as “Any other event”", page.Find(".empty-state").TextContent, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Compare_EarlierVersion_ShowsWhatDiffersAndWhatWasBefore()
    {
        await _console.PutOnListAsync(EventListKind.UpdateWithJwt, "cart.status");
        var page = Open();

        await CompareAsync(page, 1);

        page.WaitForAssertion(() => Assert.Equal("1 event differs", page.Find(".count").TextContent));
        var row = Assert.Single(page.FindAll("tbody tr"));
        Assert.Equal("cart.status", row.QuerySelector("code")!.TextContent);
        Assert.Equal(
            ["Rejected Token required in version 1: accepted, no data change", "Rejected Token required in version 1: accepted, no data change", "Rejected Invalid token", "Rejected Invalid token"],
            Cells(row));

        page.InOneTurn(() => Only(page).Change(false));
        page.WaitForAssertion(() => Assert.Equal(50, page.FindAll("tbody tr").Count));
    }

    [Fact]
    public async Task Compare_VersionAfterWhichEveryOtherEventIsRejected_ShowsThemAll()
    {
        await _console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "page.visit");
        var page = Open();

        await CompareAsync(page, 1);

        page.WaitForAssertion(() => Assert.Equal("0 events and all that are on no list differ", page.Find(".count").TextContent));
        Assert.Equal("Any other event", page.Find("tbody .title").TextContent);
        Assert.Equal("Rejected Not allowed for anonymous in version 1: accepted, no data change", Cells(page.Find("tbody tr"))[0]);
    }

    [Fact]
    public async Task Compare_VersionThatDecidesAlike_SaysSo()
    {
        await _console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "form.submit");
        await _console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "client.login");
        var page = Open();

        await CompareAsync(page, 2);

        page.WaitForAssertion(() => Assert.Contains("Nothing changed", page.Find(".empty-state").TextContent, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("1", "1 event differs")]
    [InlineData("99", null)]
    public async Task Address_WithAVersion_Compares(string version, string? count)
    {
        await _console.PutOnListAsync(EventListKind.UpdateWithJwt, "cart.status");
        _console.Navigation.NavigateTo("/data-management/events/effective-rules?compare=" + version);

        var page = Open();

        Assert.Equal(count ?? "99 events", page.Find(".count").TextContent.Replace("98", "99", StringComparison.Ordinal));
        Assert.Equal(count is null, page.FindAll("[role=alert]").Count == 1);
    }

    [Fact]
    public async Task Versions_MoreThanAreReadAtOnce_AreOfferedWhenAskedFor()
    {
        for (var number = 10; number < 35; number++)
        {
            await _console.PutOnListAsync(EventListKind.UpdateWithJwt, $"event.{number}");
        }

        var page = Open();
        var select = page.FindComponent<MudSelect<int>>();
        await select.InvokeAsync(select.Instance.OpenMenu);
        _popovers.WaitForAssertion(() => Assert.StartsWith("Version 25, ", Options()[1], StringComparison.Ordinal));
        Assert.Equal("Show older versions…", Options()[^1]);

        _popovers.InOneTurn(() => _popovers.FindAll("[role=option]")[^1].Click());
        page.WaitForAssertion(() => Assert.Equal("None", select.Find("[role=combobox]").GetAttribute("value")));
        await select.InvokeAsync(select.Instance.OpenMenu);

        _popovers.WaitForAssertion(() => Assert.StartsWith("Version 1, ", Options()[^1], StringComparison.Ordinal));
        Assert.Equal(26, Options().Count);
    }

    [Fact]
    public async Task Page_SomebodyApplies_ShowsTheNewRules()
    {
        var page = Open();

        await _console.PutOnListAsync(EventListKind.AnonymousWithoutJwt, "page.visit");

        page.WaitForAssertion(() => Assert.Equal("Rejected Not allowed for anonymous", Cells(page.Find("tbody tr"))[0]));
        Assert.Contains("version 2 decides", Words(page.Find(".advice")), StringComparison.Ordinal);
    }

    private IRenderedComponent<EffectiveRulesPage> Open()
    {
        var page = _console.Page.Render<EffectiveRulesPage>();
        page.WaitForElement("table");
        return page;
    }

    private static Task CompareAsync(IRenderedComponent<EffectiveRulesPage> page, int version)
    {
        var select = page.FindComponent<MudSelect<int>>();
        return select.InvokeAsync(() => select.Instance.ValueChanged.InvokeAsync(version));
    }

    private static IElement Only(IRenderedComponent<EffectiveRulesPage> page) => page.Find("input[type=checkbox]");

    private List<string> Options() => [.. _popovers.FindAll("[role=option]").Select(option => option.TextContent.Trim())];

    private static List<string> Cells(IElement row) => [.. row.QuerySelectorAll("td").Select(Words)];

    private static string Words(IElement element) => string.Join(' ', element.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
