using EventAuth.Core.Proofs;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Tests.Proofs;

/// <summary>The address in a proof: normalised by RFC 3986, sections 6.2.2 and 6.2.3, and nothing more.</summary>
public sealed class ProofTargetTests
{
    [Theory]
    [InlineData("https://events.shop.example/v4/events/custom", true)]
    [InlineData("HTTPS://Events.SHOP.example/v4/events/custom", true)]
    [InlineData("https://events.shop.example:443/v4/events/custom", true)]
    [InlineData("https://events.shop.example/v4/%65vents/custom", true)]
    [InlineData("https://events.shop.example/v4/./x/../events/custom", true)]
    [InlineData("https://events.shop.example/v4/events/custom?a=b", true)]
    [InlineData("https://events.shop.example/v4/events/custom#a", true)]
    [InlineData("http://events.shop.example/v4/events/custom", false)]
    [InlineData("https://events.shop.example:444/v4/events/custom", false)]
    [InlineData("https://shop.example/v4/events/custom", false)]
    [InlineData("https://events.shop.example.evil.example/v4/events/custom", false)]
    [InlineData("https://user@events.shop.example/v4/events/custom", false)]
    [InlineData("https://events.shop.example@evil.example/v4/events/custom", false)]
    [InlineData("https://events.shop.example/v4/events/Custom", false)]
    [InlineData("https://events.shop.example/v4/events/custom/", false)]
    [InlineData("https://events.shop.example/v4/events%2Fcustom", false)]
    [InlineData("https:\\\\events.shop.example/v4/events/custom", false)]
    [InlineData(" https://events.shop.example/v4/events/custom", false)]
    [InlineData("https://events.shop.exämple/v4/events/custom", false)]
    [InlineData("//events.shop.example/v4/events/custom", false)]
    [InlineData("/v4/events/custom", false)]
    [InlineData("", false)]
    public void Is_Address_OnlyThatOfTheRequest(string htu, bool expected) =>
        Assert.Equal(expected, ProofTarget.Is(System.Text.Encoding.UTF8.GetBytes(htu), ProofCase.Request, new ProofRules()));

    [Theory]
    [InlineData("https://shop.example/e/v4/events/custom", true)]
    [InlineData("https://SHOP.example:443/e/v4/events/custom", true)]
    [InlineData("https://other.example/v4/events/custom", true)]
    [InlineData("https://shop.example/v4/events/custom", false)]
    [InlineData("https://shop.example/e/v4/events/batch", false)]
    [InlineData("https://other.example/e/v4/events/custom", false)]
    [InlineData("https://events.shop.example/v4/events/custom", false)]
    public void Is_WithPublicAddresses_OnlyTheseCount(string htu, bool expected)
    {
        var rules = new ProofRules { Addresses = ["https://shop.example/e", "https://other.example"] };

        // Whatever the request says of its host.
        Assert.Equal(expected, ProofTarget.Is(System.Text.Encoding.UTF8.GetBytes(htu), ProofCase.Request, rules));
        Assert.Equal(expected, ProofTarget.Is(System.Text.Encoding.UTF8.GetBytes(htu), ProofCase.Request with { Host = "10.0.0.7:5081", Scheme = "http" }, rules));
    }
}
