using EventAuth.Core.Decisions;

namespace EventAuth.Core.Tests.Decisions;

public sealed class JsonFlawPlaceTests
{
    [Fact]
    public void Cause_OfEveryFlaw_IsReadBack() => Assert.All(Enum.GetValues<JsonFlaw>(), flaw =>
    {
        var place = new JsonFlawPlace(flaw, 1, 1_048_576);
        Assert.Equal($"{flaw} at line 1, column 1048576", place.ToCause());
        Assert.Equal(place, JsonFlawPlace.ReadCause(place.ToCause()));
    });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("TrailingComma")]
    [InlineData("trailingComma at line 1, column 1")]
    [InlineData("5 at line 1, column 1")]
    [InlineData("OfALaterVersion at line 1, column 1")]
    [InlineData("TrailingComma at line 1, column 99999999999")]
    [InlineData("TrailingComma at line 1, column 1\n")]
    [InlineData("client.uuid required")]
    public void ReadCause_AnythingElse_IsNone(string? cause) => Assert.Null(JsonFlawPlace.ReadCause(cause));
}
