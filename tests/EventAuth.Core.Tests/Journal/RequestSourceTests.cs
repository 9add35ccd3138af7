using EventAuth.Core.Journal;

namespace EventAuth.Core.Tests.Journal;

public sealed class RequestSourceTests
{
    [Theory]
    [InlineData("https://shop.example", "https://shop.example")]
    [InlineData("https://Shop.Example:8443", "https://shop.example:8443")]
    [InlineData("http://127.0.0.1:3000", "http://127.0.0.1:3000")]
    [InlineData("capacitor://localhost", "capacitor://localhost")]
    [InlineData("null", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("https://anna@shop.example", null)]
    [InlineData("https://shop.example/?email=anna", null)]
    [InlineData("https://shop.example/path", null)]
    [InlineData("mailto:anna@shop.example", null)]
    public void Origin_IsKeptOnlyWhereItIsOne(string? sent, string? kept) => Assert.Equal(kept, new RequestSource(sent, null, null).ReadOrigin());

    [Fact]
    public void Origin_TooLong_IsNotKept() => Assert.Null(new RequestSource("https://" + new string('a', 130) + ".example", null, null).ReadOrigin());

    [Theory]
    [InlineData("exponea-python-sdk/1.2.3 requests/2.0", null, "exponea-python-sdk/1.2.3")]
    [InlineData("curl/8.5.0", "?a=b", "curl/8.5.0")]
    [InlineData("Mozilla/5.0 (X11) Chrome/131", null, "browser")]
    [InlineData("Mozilla/5.0 (X11) Chrome/131", "?v=1&sdk=web/1.4.0", "web/1.4.0")]
    [InlineData("anna@shop.example", null, null)]
    [InlineData(null, "?sdk=<script>", null)]
    [InlineData(null, null, null)]
    [InlineData("", "?sdk=", null)]
    public void Sdk_IsNameAndVersion(string? userAgent, string? query, string? kept) => Assert.Equal(kept, new RequestSource(null, userAgent, query).ReadSdk());
}
