using EventAuth.Admin.Access;
using EventAuth.Admin.People;
using EventAuth.Admin.Texts;

namespace EventAuth.Admin.Tests.Texts;

public sealed class AccessTextsTests
{
    [Theory]
    [InlineData(0, "close at once.")]
    [InlineData(1, "The API key they created keeps working: revoke it below if they may still have it.")]
    [InlineData(3, "The 3 API keys they created keep working: revoke below those they may still have.")]
    public void Removal_OfSomebodyWhoMadeKeys_SaysThatTheyStay(int keys, string end) => Assert.EndsWith(
        end, AccessTexts.WhatRemovalDoes(Anna(keys), isOwn: false), StringComparison.Ordinal);

    [Fact]
    public void Removal_OfOneself_SaysSo() =>
        Assert.StartsWith("This is your own account", AccessTexts.WhatRemovalDoes(Anna(keys: 0), isOwn: true), StringComparison.Ordinal);

    private static PersonSummary Anna(int keys) => new("1", "anna@shop.example", Roles.Administrator, DateTimeOffset.UnixEpoch, null, keys);
}
