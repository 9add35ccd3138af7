using EventAuth.Admin.Audit.Export;

namespace EventAuth.Admin.Tests.Audit;

public sealed class CsvTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("=HYPERLINK(\"x\",\"y\")", "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"")]
    [InlineData("a=1", "a=1")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\nb", "\"a\nb\"")]
    [InlineData("say \"so\"", "\"say \"\"so\"\"\"")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Cell_AnyText_IsOneCellThatRunsNothing(string? text, string expected) => Assert.Equal(expected, CsvText.Cell(text));
}
