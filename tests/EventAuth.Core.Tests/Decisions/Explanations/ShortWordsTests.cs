using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Explanations;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Tests.Decisions.Explanations;

public sealed class ShortWordsTests
{
    [Fact]
    public void Why_EveryReason_HasFewWordsOfItsOwn()
    {
        var words = Enum.GetValues<DecisionReason>().Select(ShortWords.Why).ToList();

        Assert.All(words, few => Assert.Matches("^[a-zJ].{5,40}[a-zA-Z]$", few));
        Assert.Equal(words.Count, words.Distinct().Count());
    }

    [Fact]
    public void Why_EveryTokenFailure_SaysMoreThanTheReason() =>
        Assert.All(Enum.GetValues<TokenFailure>().Where(failure => failure != TokenFailure.None), failure =>
            Assert.StartsWith("invalid token: ", ShortWords.Why(Record(DecisionReason.InvalidToken, failure.ToString())), StringComparison.Ordinal));

    [Theory]
    [InlineData(DecisionReason.InvalidToken, "OfALaterVersion", "invalid token")]
    [InlineData(DecisionReason.IdentityMismatch, "email", "token of another customer (they differ in email)")]
    [InlineData(DecisionReason.InvalidEvent, "client.email", "fields break the rules (client.email)")]
    [InlineData(DecisionReason.InvalidEvent, null, "fields break the rules")]
    [InlineData(DecisionReason.TokenExpired, "Expired", "token expired")]
    public void Why_Cause_IsSaidWhereItIsKnown(DecisionReason reason, string? cause, string expected) => Assert.Equal(expected, ShortWords.Why(Record(reason, cause)));

    [Theory]
    [InlineData(59, "token expired 59 s before")]
    [InlineData(240, "token expired 4 min before")]
    [InlineData(7_199, "token expired 1 h before")]
    [InlineData(90_000, "token expired 1 day before")]
    [InlineData(86_400_000, "token expired 1,000 days before")]
    public void Why_ExpiredToken_SaysByHowMuch(long seconds, string expected) => Assert.Equal(
        expected,
        ShortWords.Why(Record(DecisionReason.TokenExpired, "Expired") with { Details = new RejectionDetails(null, null, null, seconds, HasPayload: false) }));

    private static DecisionRecord Record(DecisionReason reason, string? cause) => new(1, DateTimeOffset.UnixEpoch, "page.visit", reason, cause, 1, 1, null, null);
}
