using EventAuth.Core.Journal;

namespace EventAuth.Core.Tests.Journal;

public sealed class Utf8TextTests
{
    [Fact]
    public void NoText_IsNotAnEmptyOne()
    {
        Assert.False(default(Utf8Text).IsPresent);
        Assert.True(Utf8Text.Of("").IsPresent);
        Assert.NotEqual(default, Utf8Text.Of(""));
        Assert.Null(default(Utf8Text).ToStringOrNull());
        Assert.False(default(Utf8Text).Is(""));
        Assert.True(Utf8Text.Of("").Is(""));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("zażółć")]
    [InlineData("😀")]
    public void Text_OfAString_IsThatString(string text)
    {
        var bytes = Utf8Text.Of(text);

        Assert.Equal(text.Length, bytes.Length);
        Assert.Equal(text, bytes.ToString());
        Assert.True(bytes.Is(text));
        Assert.False(bytes.Is(text + "x"));
        Assert.False(bytes.Is(text.ToUpperInvariant() + "x"));
        Assert.Equal(Utf8Text.Of(text).GetHashCode(), bytes.GetHashCode());
        Assert.True(Utf8Text.Of(text) == bytes && Utf8Text.Of(text + "x") != bytes);
    }
}
