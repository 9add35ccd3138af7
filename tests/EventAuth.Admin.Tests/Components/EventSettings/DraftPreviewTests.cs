using Bunit;
using EventAuth.Core.Policies;
using EventAuth.Testing;

namespace EventAuth.Admin.Tests.Components.EventSettings;

/// <summary>Beside a draft of a list: how many of the events that came it would have decided otherwise.</summary>
public sealed class DraftPreviewTests : IAsyncLifetime
{
    private const EventListKind Kind = EventListKind.AnonymousWithoutJwt;

    private ConsoleFixture _console = null!;

    public async Task InitializeAsync()
    {
        _console = await ConsoleFixture.StartAsync();
        foreach (var uuid in (string[])["5f0c1a2b-0000-4000-8000-00000000000a", "5f0c1a2b-0000-4000-8000-00000000000b"])
        {
            var time = TimeProvider.System.GetUtcNow().AddMinutes(-1);
            await _console.AppendAsync(new PlainEvent { Action = EventName.Parse("page.visit"), ClientUuid = uuid, Time = time, ReceivedAt = time });
        }
    }

    public async Task DisposeAsync() => await _console.DisposeAsync();

    [Fact]
    public void Define_UnchangedList_MakesNoPreview()
    {
        var tab = SettingsTab.Open(_console);

        tab.Define(Kind);

        Assert.Empty(tab.Page.FindAll(".impact"));
    }

    [Fact]
    public void Draft_Changed_SaysWhatItWouldHaveDecidedOtherwise()
    {
        var tab = SettingsTab.Open(_console);
        tab.Define(Kind);

        tab.AddEvent("cart.update");

        tab.Page.WaitForAssertion(() => Assert.Equal(
            "2 of 2 events of the last 24 hours would be decided otherwise.", tab.Page.Find(".impact [role=status]").Words()));
        Assert.Equal(
            "page.visit 2 from anonymous customers: accepted → rejected (not allowed for anonymous) Explain one",
            tab.Page.Find(".impact li").Words());
    }
}
