using EventAuth.Admin.Components.EventCatalog;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Tests.Components.EventCatalog;

public sealed class CatalogAddressTests
{
    private const string Start = "https://console.example/";

    [Fact]
    public void Address_OfAnyPlace_LeadsBackToIt()
    {
        var place = new CatalogAddress
        {
            Search = "a&b=ö <i>",
            Sort = CatalogOrder.LastSeen,
            Source = EventSource.Custom,
            Seen = SeenTime.Week,
            List = EventLists.None,
            WithHidden = true,
            Page = 3,
        };

        var (read, leftOut) = CatalogAddress.Read(Start + place.ToAddress());

        Assert.Equal(place, read);
        Assert.Empty(leftOut);
        Assert.Equal("data-management/events", new CatalogAddress().ToAddress());
    }

    [Theory]
    [InlineData("search", 201)]
    [InlineData("sort", 1)]
    [InlineData("direction", 1)]
    [InlineData("source", 1)]
    [InlineData("seen", 1)]
    [InlineData("list", 1)]
    [InlineData("hidden", 1)]
    [InlineData("page", 1)]
    public void Read_ValueThatMeansNothing_IsLeftOutAndNamed(string name, int length)
    {
        var (place, leftOut) = CatalogAddress.Read($"{Start}data-management/events?{name}={new string('x', length)}");

        Assert.Equal(new CatalogAddress(), place);
        Assert.Equal([name], leftOut);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("updatewithjwt")]
    [InlineData("updateWithJwt,none")]
    public void Read_OtherSpellingsOfAList_AreLeftOut(string list) =>
        Assert.Null(CatalogAddress.Read($"{Start}data-management/events?list={list}").Place.List);

    [Fact]
    public void Query_FiltersByTimeAndList_TakesThemFromTheClockAndThePolicy()
    {
        var now = DateTimeOffset.UnixEpoch.AddDays(100);

        var day = new CatalogAddress { Seen = SeenTime.Day, List = EventLists.UpdateWithJwt }.ToQuery(EventPolicy.Initial, now).Filter!;
        var never = new CatalogAddress { Seen = SeenTime.Never, List = EventLists.None }.ToQuery(EventPolicy.Initial, now).Filter!;

        Assert.Equal(now.AddDays(-1), day.SeenSince);
        Assert.Equal((true, false), (day.Named!(EventName.Parse("form.submit")), day.Named(EventName.Parse("client.login"))));
        Assert.Equal((null, true), (never.SeenSince, never.NeverSeen));
        Assert.Equal((false, true), (never.Named!(EventName.Parse("form.submit")), never.Named(EventName.Parse("page.visit"))));
        Assert.Null(new CatalogAddress { Search = "x" }.ToQuery(EventPolicy.Initial, now).Filter);
    }
}
