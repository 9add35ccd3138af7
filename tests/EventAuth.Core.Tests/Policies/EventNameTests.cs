using EventAuth.Core.Policies;

namespace EventAuth.Core.Tests.Policies;

public sealed class EventNameTests
{
    [Theory]
    [InlineData("ab")]
    [InlineData("page.visit")]
    [InlineData("A-Z_0.9")]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345")]
    public void TryParse_ByTheRule_IsTaken(string text)
    {
        Assert.True(EventName.TryParse(text, out var name));
        Assert.Equal(text, name.Value);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("abcdefghijklmnopqrstuvwxyz0123456")]
    [InlineData("page visit")]
    [InlineData("pagé.visit")]
    [InlineData("page.visit\n")]
    [InlineData("page/visit")]
    [InlineData("ＡＢ")]
    public void TryParse_AgainstTheRule_IsRefused(string? text) => Assert.False(EventName.TryParse(text, out _));

    [Fact]
    public void Compare_OtherCase_IsAnotherName() => Assert.NotEqual(EventName.Parse("Form.Submit"), EventName.Parse("form.submit"));
}
