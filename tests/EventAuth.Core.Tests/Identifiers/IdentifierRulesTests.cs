using EventAuth.Core.Identifiers;

namespace EventAuth.Core.Tests.Identifiers;

public sealed class IdentifierRulesTests
{
    [Theory]
    [InlineData("5F0C1A2B-0000-4000-8000-00000000000A", "5f0c1a2b-0000-4000-8000-00000000000a")]
    [InlineData("00000000-0000-0000-0000-000000000001", "00000000-0000-0000-0000-000000000001")]
    [InlineData("ffffffff-ffff-ffff-ffff-fffffffffffe", "ffffffff-ffff-ffff-ffff-fffffffffffe")]
    public void Uuid_AnyVersion_IsTakenInLowerCase(string text, string expected)
    {
        Assert.True(IdentifierRules.TryReadUuid(text, out var uuid));
        Assert.Equal(expected, uuid);
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("FFFFFFFF-ffff-FFFF-ffff-FFFFFFFFFFFF")]
    [InlineData("5f0c1a2b00004000800000000000000a")]
    [InlineData("{5f0c1a2b-0000-4000-8000-00000000000a}")]
    [InlineData("5f0c1a2b-0000-4000-8000-00000000000g")]
    [InlineData("5f0c1a2b-0000-4000-8000-00000000000a ")]
    [InlineData("5f0c1a2b0-000-4000-8000-00000000000a")]
    [InlineData("５f0c1a2b-0000-4000-8000-00000000000a")]
    [InlineData("")]
    public void Uuid_NilMaxOrOtherForm_IsRefused(string text) => Assert.False(IdentifierRules.TryReadUuid(text, out _));

    [Theory]
    [InlineData("a@b", true)]
    [InlineData("Änne.O'Brien+x@shop.example", true)]
    [InlineData("a@b@c", false)]
    [InlineData("@b", false)]
    [InlineData("a@", false)]
    [InlineData("ab", false)]
    [InlineData("a b@c", false)]
    [InlineData("a\u00a0b@c", false)]
    [InlineData("a\u0007@c", false)]
    public void Email_Form_IsChecked(string text, bool expected) => Assert.Equal(expected, IdentifierRules.IsEmail(text));

    [Fact]
    public void Email_Length_IsBounded()
    {
        Assert.True(IdentifierRules.IsEmail(new string('a', 252) + "@b"));
        Assert.False(IdentifierRules.IsEmail(new string('a', 253) + "@b"));
    }

    [Theory]
    [InlineData("Anna@SHOP.Example", "anna@shop.example")]
    [InlineData("ÄNNE@İ.example", "Änne@İ.example")]
    public void FoldEmail_AsciiLettersAndNothingElse_AreFolded(string text, string expected) => Assert.Equal(expected, IdentifierRules.FoldEmail(text));

    [Theory]
    [InlineData("c-17", true)]
    [InlineData(" ", true)]
    [InlineData("", false)]
    [InlineData("a\tb", false)]
    public void CustomId_Form_IsChecked(string text, bool expected) => Assert.Equal(expected, IdentifierRules.IsCustomId(text));
}
