using EventAuth.Admin.Export;

namespace EventAuth.Admin.Tests.Audit;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "\"'\t'=1\"")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    [InlineData("a=1", "a=1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("say \"so\"", "\"say \"\"so\"\"\"")]
    [InlineData("x;=cmd|' /C calc'!A0", "\"x;'=cmd|' /C calc'!A0\"")]
    [InlineData("x; \"=cmd\"", "\"x; \"\"'=cmd\"\"\"")]
    [InlineData("x,+1", "\"x,'+1\"")]
    [InlineData("x|@SUM(A1)", "\"x|'@SUM(A1)\"")]
    [InlineData("x\t-1", "\"x\t'-1\"")]
    [InlineData("x\r\n=1", "\"x\r'\n'=1\"")]
    [InlineData(" =1", " '=1")]
    [InlineData("\u00A0=1", "\u00A0'=1")]
    [InlineData("\u200B\u2060\uFF1D1", "\u200B\u2060'\uFF1D1")]
    [InlineData("\u0001=1", "\u0001'=1")]
    [InlineData("\"=1\"", "\"\"\"'=1\"\"\"")]
    [InlineData("\uFF1D1+1", "'\uFF1D1+1")]
    [InlineData("a;b", "\"a;b\"")]
    [InlineData("{\"n\":-1}", "\"{\"\"n\"\":-1}\"")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Cell_AnyText_IsOneCellThatRunsNothing(string? text, string expected) => Assert.Equal(expected, CsvText.Cell(text));
}
