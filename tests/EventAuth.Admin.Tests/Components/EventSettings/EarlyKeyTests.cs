using Bunit;
using EventAuth.Admin.Components.EventSettings.Picker;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;
using Microsoft.Extensions.DependencyInjection;

namespace EventAuth.Admin.Tests.Components.EventSettings;

/// <summary>Keys that are pressed before the suggestions they are meant for have arrived.</summary>
public sealed class EarlyKeyTests : IAsyncLifetime
{
    private ConsoleFixture _console = null!;
    private SettingsTab _tab = null!;

    private SlowCatalog Catalog => (SlowCatalog)_console.Catalog;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync(services =>
        {
            var real = services.Last(service => service.ServiceType == typeof(IEventCatalog)).ImplementationFactory!;
            services.AddSingleton<IEventCatalog>(provider => new SlowCatalog((IEventCatalog)real(provider)));
        });
        _tab = SettingsTab.Open(_console);
        _tab.Define(EventListKind.UpdateWithJwt);
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Theory]
    [InlineData("End", -1)]
    [InlineData("ArrowUp", -1)]
    [InlineData("Home", 0)]
    [InlineData("ArrowDown", 0)]
    [InlineData("PageDown", 5)]
    public async Task Key_BeforeTheSuggestions_MovesOnceTheyAreThere(string key, int row)
    {
        _tab.Page.InOneTurn(() => _tab.Search.Click());
        _tab.Press(key);
        Assert.Null(_tab.Active);

        Catalog.Answer();

        var all = await Catalog.SearchAsync(new CatalogQuery(), CancellationToken.None);
        _tab.Page.WaitForAssertion(() => Assert.Equal(all[row < 0 ? all.Count - 1 : row].Action.Value, _tab.Active));
    }

    [Fact]
    public void Enter_AfterAnArrow_PicksTheRowItLedTo()
    {
        _tab.Page.InOneTurn(() => _tab.Search.Input("transac"));
        _tab.Press("ArrowDown");
        _tab.Press("Enter");
        _tab.Press("Escape");

        Catalog.Answer();

        _tab.Page.WaitForAssertion(() => Assert.Equal(["transaction.charge"], _tab.Picked));
        _tab.Page.WaitForAssertion(() => Assert.Empty(_tab.Page.FindAll("[role=listbox]")));
    }

    [Fact]
    public async Task Enter_ThenFocusElsewhere_PicksAllTheSame()
    {
        _tab.Page.InOneTurn(() => _tab.Search.Input("session.end"));
        _tab.Press("Enter");
        var left = _tab.Page.InvokeAsync(_tab.Page.FindComponent<EventPicker>().Instance.LeaveAsync);

        Catalog.Answer();

        await left;
        _tab.Page.WaitForAssertion(() => Assert.Equal(["session.end"], _tab.Picked));
        Assert.Empty(_tab.Page.FindAll("[role=listbox]"));
    }

    [Fact]
    public void Key_BeforeANewerText_IsNotForItsSuggestions()
    {
        _tab.Page.InOneTurn(() => _tab.Search.Input("session"));
        _tab.Press("End");
        _tab.Page.InOneTurn(() => _tab.Search.Input("transac"));

        Catalog.Answer();

        _tab.Page.WaitForAssertion(() => Assert.Equal("transaction.cancel", _tab.Active));
    }

    [Fact]
    public void Type_AfterAnEnterThatFindsNothing_IsSearchedFor()
    {
        _tab.Page.InOneTurn(() => _tab.Search.Input("no such!"));
        _tab.Press("Enter");
        _tab.Page.InOneTurn(() => _tab.Search.Input("transac"));

        Catalog.Answer();

        _tab.Page.WaitForAssertion(() => Assert.Equal("transaction.cancel", _tab.Active));
        Assert.Empty(_tab.Picked);
    }

    [Fact]
    public void Escape_NothingWaits_ClosesAtOnce()
    {
        _tab.Page.InOneTurn(() => _tab.Search.Input("transac"));

        _tab.Press("Escape");
        _tab.Press("ArrowDown");
        Catalog.Answer();

        _tab.Page.WaitForAssertion(() => Assert.Equal("transaction.cancel", _tab.Active));
    }
}
