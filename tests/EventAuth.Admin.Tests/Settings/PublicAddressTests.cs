using EventAuth.Admin.Settings;

namespace EventAuth.Admin.Tests.Settings;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("https://events.shop.example", "https://events.shop.example")]
    [InlineData("https://Events.Shop.example:443/", "https://events.shop.example")]
    [InlineData("http://127.0.0.1:5081", "http://127.0.0.1:5081")]
    [InlineData("http://[::1]:5081/", "http://[::1]:5081")]
    [InlineData("https://shop.example/events/", "https://shop.example/events")]
    [InlineData("https://bücher.example/e", "https://xn--bcher-kva.example/e")]
    [InlineData("/events", "/events")]
    [InlineData("/a/b-c_d.e~f/", "/a/b-c_d.e~f")]
    [InlineData("/", "")]
    public void TryParse_RightForm_IsAsBrowsersWriteIt(string text, string expected) =>
        Assert.Equal(expected, PublicAddress.TryParse(text)?.ToString());

    [Theory]
    [InlineData("events.shop.example")]
    [InlineData("//events.shop.example")]
    [InlineData("ftp://events.shop.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://user@events.shop.example")]
    [InlineData("https://events.shop.example/?x=1")]
    [InlineData("https://events.shop.example/#x")]
    [InlineData("https://events.shop.example/a b")]
    [InlineData("https://events.shop.example/a;script-src *")]
    [InlineData("https://events.shop.example/a/../b")]
    [InlineData("https://events.shop.example/\"onload=\"x")]
    [InlineData("https://")]
    [InlineData("/events?x=1")]
    [InlineData("/eve nts")]
    [InlineData("/a//b")]
    [InlineData("/../a")]
    [InlineData("/a\n")]
    [InlineData("\\events")]
    public void TryParse_WrongForm_IsNull(string text) => Assert.Null(PublicAddress.TryParse(text));
}
