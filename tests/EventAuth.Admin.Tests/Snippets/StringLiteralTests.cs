using EventAuth.Admin.Snippets;

namespace EventAuth.Admin.Tests.Snippets;

/// <summary>The literals as text; that the languages read them so is tested end to end, with their compilers and interpreters.</summary>
public sealed class StringLiteralTests
{
    [Theory]
    [InlineData("https://shop.example", "\"https://shop.example\"")]
    [InlineData("a \"b\" \\ c", "\"a \\\"b\\\" \\\\ c\"")]
    [InlineData("$x {y} 'z' é", "\"$x {y} 'z' é\"")]
    [InlineData("a\nb\tc\u0085d\u2028e", "\"a\\u000ab\\u0009c\\u0085d\\u2028e\"")]
    public void InDoubleQuotes_Text_IsEscaped(string text, string literal) => Assert.Equal(literal, StringLiteral.InDoubleQuotes(text));

    [Theory]
    [InlineData("a \"b\" \\ 'c'", "\"a \\\"b\\\" \\\\ 'c'\"")]
    [InlineData("\\u0022", "\"\\\\u0022\"")]
    [InlineData("a\nb\tc", "\"a\\012b\\011c\"")]
    [InlineData("é😀", "\"\\u00e9\\ud83d\\ude00\"")]
    public void OfJava_Text_IsEscapedToAscii(string text, string literal) => Assert.Equal(literal, StringLiteral.OfJava(text));

    [Theory]
    [InlineData("a 'b' \\ \"c\" $d", "'a \\'b\\' \\\\ \"c\" $d'")]
    [InlineData("é\n", "'é\n'")]
    public void OfPhp_Text_IsEscaped(string text, string literal) => Assert.Equal(literal, StringLiteral.OfPhp(text));
}
