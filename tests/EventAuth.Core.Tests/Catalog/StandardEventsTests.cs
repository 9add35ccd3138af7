using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Tests.Catalog;

public sealed class StandardEventsTests
{
    [Theory]
    [InlineData("page.visit", "Page visit")]
    [InlineData("client.addTag", "Client add tag")]
    [InlineData("inApp.renderFail", "In app render fail")]
    [InlineData("shop-cart_empty", "Shop cart empty")]
    [InlineData("..", "..")]
    [InlineData("HTTP.GET", "HTTP GET")]
    public void DisplayName_OfAnAction_ReadsLikeWords(string action, string expected) =>
        Assert.Equal(expected, StandardEvents.DisplayNameOf(EventName.Parse(action)));

    [Fact]
    public void All_Entries_AreDistinctAndDescribed()
    {
        Assert.Equal(StandardEvents.All.Length, StandardEvents.All.Select(e => e.Action).Distinct().Count());
        Assert.All(StandardEvents.All, e => Assert.False(string.IsNullOrWhiteSpace(e.Description) || e.Description.Contains('"') || string.IsNullOrWhiteSpace(e.Category)));
    }
}
