using System.Net;
using EventAuth.Core.Limits;

namespace EventAuth.Core.Tests.Limits;

public sealed class ClientNetworkTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7", true)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    [InlineData("::ffff:203.0.113.7", "::ffff:203.0.113.8", false)]
    [InlineData("2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff", true)]
    [InlineData("2001:db8::1", "2001:db8:0:1::1", false)]
    [InlineData("fe80::1%3", "fe80::1%4", true)]
    public void Of_TwoAddresses_AreOneClientWhereTheirNetworkIs(string one, string other, bool areOne) =>
        Assert.Equal(areOne, ClientNetwork.Of(IPAddress.Parse(one)).Equals(ClientNetwork.Of(IPAddress.Parse(other))));

    [Fact]
    public void Of_NoAddress_IsAlwaysTheSame() => Assert.Equal(ClientNetwork.Of(null), ClientNetwork.Of(null));
}
