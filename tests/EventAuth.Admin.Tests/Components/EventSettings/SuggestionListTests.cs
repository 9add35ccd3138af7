using EventAuth.Admin.Components.EventSettings.Picker;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Components.EventSettings;

public sealed class SuggestionListTests
{
    private const int Many = 100_000;
    private static readonly EventDefinition[] Catalogue = [.. Enumerable.Range(0, Many).Select(Definition)];

    [Fact]
    public void Show_Results_RendersTheFirstRowsOnly()
    {
        var list = Shown(Catalogue);

        Assert.Equal(0, list.First);
        Assert.InRange(list.Rendered, 10, 50);
        Assert.Equal(-1, list.Active);
    }

    [Fact]
    public void Show_ResultsOfAText_ActivatesTheFirst()
    {
        var list = new SuggestionList();

        list.Show(Catalogue[..3], typed: null, activateFirst: true);

        Assert.Equal(Catalogue[0].Action, list.ActiveEvent);
    }

    [Fact]
    public void Move_End_RendersTheLastOfAll()
    {
        var list = Shown(Catalogue);

        Assert.True(list.Move("End"));

        Assert.Equal(Catalogue[^1].Action, list.ActiveEvent);
        Assert.Equal(Many, list.First + list.Rendered);
    }

    [Theory]
    [InlineData("ArrowDown", 0)]
    [InlineData("ArrowUp", Many - 1)]
    [InlineData("Home", 0)]
    [InlineData("PageDown", 5)]
    [InlineData("PageUp", 0)]
    public void Move_NothingActive_StartsFromTheNearEnd(string key, int expected)
    {
        var list = Shown(Catalogue);

        Assert.True(list.Move(key));

        Assert.Equal(expected, list.Active);
    }

    [Fact]
    public void Move_DownThroughAll_KeepsTheActiveRowRendered()
    {
        var list = Shown(Catalogue[..500]);
        for (var row = 0; row < 500; row++)
        {
            list.Move("ArrowDown");

            Assert.Equal(row, list.Active);
            Assert.InRange(row, list.First, list.First + list.Rendered - 1);
        }

        list.Move("ArrowDown");
        Assert.Equal(499, list.Active);
    }

    [Fact]
    public void Move_BelowTheResults_ReachesTheTypedText()
    {
        var typed = EventName.Parse("my.own");
        var list = new SuggestionList();
        list.Show(Catalogue[..2], typed, activateFirst: true);

        list.Move("End");

        Assert.Equal((2, typed), (list.Active, list.ActiveEvent));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("ArrowLeft")]
    [InlineData("Tab")]
    public void Move_OtherKeys_MovesNothing(string key) => Assert.False(Shown(Catalogue).Move(key));

    [Fact]
    public void Move_NoResults_MovesNothing() => Assert.False(Shown([]).Move("ArrowDown"));

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(50_000, 49_992)]
    [InlineData(int.MaxValue, Many - 24)]
    public void ScrollTo_AnyRow_StaysWithinTheResults(int firstVisible, int first)
    {
        var list = Shown(Catalogue);

        list.ScrollTo(firstVisible);

        Assert.Equal(first, list.First);
    }

    private static SuggestionList Shown(IReadOnlyList<EventDefinition> found)
    {
        var list = new SuggestionList();
        list.Show(found, typed: null, activateFirst: false);
        return list;
    }

    private static EventDefinition Definition(int number) =>
        new(EventName.Parse($"event.{number}"), $"Event {number}", "", "", EventSource.Discovered, null);
}
