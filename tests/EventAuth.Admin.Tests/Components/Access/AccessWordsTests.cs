using EventAuth.Admin.Access;
using EventAuth.Admin.Components.Access;
using EventAuth.Admin.People;

namespace EventAuth.Admin.Tests.Components.Access;

public sealed class AccessWordsTests
{
    [Theory]
    [InlineData(0, "close at once.")]
    [InlineData(1, "The API key that they made goes on working: revoke it below where they may know it.")]
    [InlineData(3, "The 3 API keys that they made go on working: revoke below those that they may know.")]
    public void Removal_OfSomebodyWhoMadeKeys_SaysThatTheyStay(int keys, string end) => Assert.EndsWith(
        end, AccessWords.WhatRemovalDoes(new PersonSummary("1", "anna@shop.example", Roles.Administrator, DateTimeOffset.UnixEpoch, null, keys)), StringComparison.Ordinal);
}
