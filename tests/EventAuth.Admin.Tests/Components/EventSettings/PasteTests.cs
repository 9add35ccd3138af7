using System.Text;
using AngleSharp.Dom;
using Bunit;
using EventAuth.Admin.Components.EventSettings.Picker;
using EventAuth.Core.Policies;
using Microsoft.JSInterop;

namespace EventAuth.Admin.Tests.Components.EventSettings;

/// <summary>Several names pasted into "Search events".</summary>
public sealed class PasteTests : IAsyncLifetime
{
    private const EventListKind Kind = EventListKind.UpdateWithJwt;
    private ConsoleFixture _console = null!;
    private SettingsTab _tab = null!;

    private IElement? Preview => _tab.Page.FindAll("[role=group][aria-label='Pasted events']").SingleOrDefault();

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync();
        _tab = SettingsTab.Open(_console);
        _tab.Define(Kind);
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public async Task Paste_ManyNames_SaysWhichAreKnownNewListedOrMalformed()
    {
        Assert.True(await PasteAsync("page.visit\r\nsession.start, \"shop.new\";form.submit\tx kočka.view page.visit\n"));

        var said = Preview!.TextContent;
        Assert.Contains("6 names pasted", said, StringComparison.Ordinal);
        Assert.Contains("2 in the catalogue", said, StringComparison.Ordinal);
        Assert.Contains("1 not in the catalogue yet: shop.new", said, StringComparison.Ordinal);
        Assert.Contains("1 already picked or on the list", said, StringComparison.Ordinal);
        Assert.Contains("2 malformed: x, kočka.view", said, StringComparison.Ordinal);
        Assert.Contains(EventName.Rule, said, StringComparison.Ordinal);
        Assert.Empty(_tab.Picked);
        Assert.Contains("3 of 6", _tab.Page.Find(".picker [role=status]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pick_PastedNames_LeavesWhatIsMalformedInSight()
    {
        await PasteAsync("page.visit\nshop.new\nx");

        _tab.Page.InOneTurn(() => _tab.Click(Kind, "Pick 2 events"));

        _tab.Page.WaitForAssertion(() => Assert.Equal(["page.visit", "shop.new"], _tab.Picked));
        Assert.Contains("1 malformed: x", Preview!.TextContent, StringComparison.Ordinal);
        _tab.Page.InOneTurn(() => _tab.Click(Kind, "Close"));
        _tab.Page.WaitForAssertion(() => Assert.Null(Preview));
    }

    [Fact]
    public async Task Enter_PastedNames_PicksThem()
    {
        await PasteAsync("page.visit\nshop.new");
        _tab.Page.InOneTurn(() => _tab.Search.Click());

        _tab.Press("Enter");

        _tab.Page.WaitForAssertion(() => Assert.Equal(["page.visit", "shop.new"], _tab.Picked));
        Assert.Null(Preview);
    }

    [Theory]
    [InlineData("Escape")]
    [InlineData("Close")]
    public async Task Close_PastedNames_PicksNothing(string way)
    {
        await PasteAsync("page.visit\nshop.new");

        if (way == "Escape")
        {
            _tab.Press(way);
        }
        else
        {
            _tab.Page.InOneTurn(() => _tab.Button(EventListKind.UpdateWithJwt, "Pick 2 events").ParentElement!.LastElementChild!.Click());
        }

        _tab.Page.WaitForAssertion(() => Assert.Null(Preview));
        Assert.Empty(_tab.Picked);
    }

    [Theory]
    [InlineData("Page visit", false)]
    [InlineData("page.visit session.start", true)]
    public async Task Paste_Phrase_IsTakenAsNamesWhereItFindsNothing(string text, bool taken)
    {
        Assert.Equal(taken, await PasteAsync(text, isPhrase: true));
        Assert.Equal(taken, Preview is not null);
    }

    [Theory]
    [InlineData(5_000, 1, true)]
    [InlineData(5_001, 1, false)]
    [InlineData(2, 40_000, false)]
    public async Task Paste_MoreThanTheBounds_IsRefused(int names, int length, bool fits)
    {
        await PasteAsync(string.Join('\n', Enumerable.Range(0, names).Select(i => $"e{i}" + new string('x', length))));

        Assert.Equal(fits, Preview!.QuerySelector("[role=alert]") is null);
        Assert.Equal(fits, Preview!.TextContent.Contains("Pick 5,000 events", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Picked_VeryMany_ShowsTheLastOnes()
    {
        await PasteAsync(string.Join('\n', Enumerable.Range(0, 5_000).Select(i => $"shop.{i}")));

        _tab.Press("Enter");

        _tab.Page.WaitForAssertion(() => Assert.Equal("shop.4999", _tab.Picked[^1]));
        Assert.Equal("4,976 more", _tab.Picked[0]);
    }

    private Task<bool> PasteAsync(string text, bool isPhrase = false) => _tab.Page.InvokeAsync(
        () => _tab.Page.FindComponent<EventPicker>().Instance.PasteAsync(new Pasted(Encoding.UTF8.GetBytes(text)), isPhrase));

    private sealed class Pasted(byte[] bytes) : IJSStreamReference
    {
        public long Length => bytes.Length;

        public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<Stream>(new MemoryStream(bytes));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
