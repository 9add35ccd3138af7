using EventAuth.Core.Catalog;

namespace EventAuth.Core.Tests.Catalog;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("transaction.charge", "TRANSAC", "transac")]
    [InlineData("Commande réglée", "reglee", "réglée")]
    [InlineData("Czytelnia książek", "ksiazek", "książek")]
    [InlineData("Straße", "ss", "ß")]
    [InlineData("Zo\u0308e", "zoe", "Zo\u0308e")]
    [InlineData("😀 smile", "smile", "smile")]
    public void Find_TextThatContains_GivesThePlaceAsWritten(string text, string search, string found)
    {
        var place = SearchText.Find(text, search);

        Assert.NotNull(place);
        Assert.Equal(found, text[place.Value]);
    }

    [Theory]
    [InlineData("page.visit", "")]
    [InlineData("page.visit", "cart")]
    [InlineData("", "cart")]
    public void Find_TextThatDoesNotContain_GivesNothing(string text, string search) => Assert.Null(SearchText.Find(text, search));
}
