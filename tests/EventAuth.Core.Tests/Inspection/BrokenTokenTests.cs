using EventAuth.Core.Inspection;
using EventAuth.Core.Tests.Tokens;
using EventAuth.Core.Tokens;
using EventAuth.Testing.BrokenTokens;

namespace EventAuth.Core.Tests.Inspection;

/// <summary>Each broken token is diagnosed as what it is, first cause first.</summary>
public sealed class BrokenTokenTests
{
    public static TheoryData<string> Names => [.. BrokenToken.All.Select(token => token.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Inspect_BrokenToken_FindsTheCauseFirst(string name)
    {
        var token = BrokenToken.All.Single(token => token.Name == name);
        var text = token.Make(InspectionCase.Mint);

        var inspection = InspectionCase.Inspect(text, token.Event);

        var first = inspection.FirstWrong();
        Assert.Equal(token.Cause, first.Code);
        Assert.False(inspection.IsValid);
    }

    /// <summary>Problems besides the cause are separate faults: a broken token of this kind has exactly these.</summary>
    [Theory]
    [InlineData("10 KB of permissions")]
    [InlineData("broken into lines of 76")]
    [InlineData("stored as JSON text")]
    [InlineData("HS256")]
    [InlineData("PS256")]
    [InlineData("alg nOnE over a good signature")]
    [InlineData("signed with the overwritten key")]
    [InlineData("another customer written in")]
    [InlineData("exp in milliseconds")]
    [InlineData("customer_id for customId")]
    [InlineData("expired")]
    [InlineData("padded")]
    public void Inspect_OneFault_IsTheOnlyThingWrong(string name)
    {
        var token = BrokenToken.All.Single(token => token.Name == name);

        Assert.Equal([token.Cause], InspectionCase.Inspect(token.Make(InspectionCase.Mint)).Codes(TokenFindingSeverity.Wrong));
    }

    [Fact]
    public void Causes_AllTogether_AreManyAndEachIsNamedOnce()
    {
        Assert.True(BrokenToken.All.Select(token => token.Cause).Distinct().Count() >= 50);
        Assert.Equal(BrokenToken.All.Count, BrokenToken.All.Select(token => token.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("nothing but blanks", TokenFailure.NotThreeParts)]
    [InlineData("HS256", TokenFailure.WrongAlgorithm)]
    [InlineData("signed with the overwritten key", TokenFailure.WrongSignature)]
    [InlineData("expired", TokenFailure.Expired)]
    [InlineData("another customId in the event", TokenFailure.None)]
    public void Inspect_BrokenToken_GivesTheVerdictOfTheCheck(string name, TokenFailure expected)
    {
        var token = BrokenToken.All.Single(token => token.Name == name);

        var inspection = InspectionCase.Inspect(token.Make(InspectionCase.Mint), token.Event);

        Assert.Equal(expected, inspection.Failure);
        Assert.Equal(expected == TokenFailure.None ? null : inspection.FirstWrong().CodeText, inspection.Cause);
    }
}
