using EventAuth.Admin.Access;
using EventAuth.Admin.Components.Access;
using EventAuth.Admin.People;

namespace EventAuth.Admin.Tests.Components.Access;

public sealed class AccessWordsTests
{
    [Theory]
    [InlineData(0, "close at once.")]
    [InlineData(1, "The API key that this person created keeps working. Revoke it below if they may know it.")]
    [InlineData(3, "The 3 API keys that this person created keep working. Revoke below those that they may know.")]
    public void Removal_OfSomebodyWhoMadeKeys_SaysThatTheyStay(int keys, string end) => Assert.EndsWith(
        end, AccessWords.WhatRemovalDoes(new PersonSummary("1", "anna@shop.example", Roles.Administrator, DateTimeOffset.UnixEpoch, null, keys), isOwn: false), StringComparison.Ordinal);

    [Fact]
    public void Removal_OfOneself_SaysSo() => Assert.StartsWith(
        "This is your own account",
        AccessWords.WhatRemovalDoes(new PersonSummary("1", "anna@shop.example", Roles.Administrator, DateTimeOffset.UnixEpoch, null, 0), isOwn: true),
        StringComparison.Ordinal);
}
