using EventAuth.Admin.Texts;
using EventAuth.Core.Decisions;
using EventAuth.Core.Tokens;

namespace EventAuth.Admin.Tests.Texts;

public sealed class ReasonTextsTests
{
    // Monitored decisions have the words of what enforcing would do.
    private static readonly int OwnWords =
        Enum.GetValues<DecisionReason>().Select(reason => (reason.Monitored() is null, reason.Monitored() ?? reason)).Distinct().Count();

    [Fact]
    public void Sentence_OfEveryReason_IsItsOwn()
    {
        var sentences = Enum.GetValues<DecisionReason>().Select(reason => reason.ToSentence()).ToList();

        Assert.All(sentences, sentence => Assert.Matches("^[A-Z].{10,120}\\.$", sentence));
        Assert.Equal(OwnWords, sentences.Distinct().Count());
    }

    [Fact]
    public void Short_OfEveryReason_IsItsOwnAndShortEnoughForAChart()
    {
        var words = Enum.GetValues<DecisionReason>().Select(reason => reason.ToShort()).ToList();

        Assert.All(words, few => Assert.Matches("^[A-Z].{5,32}[a-zA-Z]$", few));
        Assert.Equal(OwnWords, words.Distinct().Count());
    }

    [Fact]
    public void Short_OfEveryTokenFailure_SaysMoreThanTheReason() =>
        Assert.All(Enum.GetValues<TokenFailure>().Where(failure => failure != TokenFailure.None), failure =>
            Assert.StartsWith("Invalid token: ", Record(DecisionReason.InvalidToken, failure.ToString()).ToShort(), StringComparison.Ordinal));

    [Theory]
    [InlineData(DecisionReason.InvalidToken, "OfALaterVersion", "Invalid token")]
    [InlineData(DecisionReason.InvalidToken, "UsedBefore", "Invalid token: it was used before and works only once")]
    [InlineData(DecisionReason.InvalidToken, "used_before", "Invalid token: it was used before and works only once")]
    [InlineData(DecisionReason.InvalidToken, "customer", "Invalid token")]
    [InlineData(DecisionReason.IdentityMismatch, "email", "Token belongs to another customer: different email")]
    [InlineData(DecisionReason.InvalidEvent, "client.email", "Invalid data: client.email")]
    [InlineData(
        DecisionReason.InvalidEvent, "client.uuid required, time invalid_format, params too_many, …",
        "Invalid data: client.uuid is missing, time has the wrong form, params has too many members, …")]
    [InlineData(DecisionReason.InvalidEvent, "action contradicts_path", "Invalid data: action is not the one of the path")]
    [InlineData(DecisionReason.InvalidEvent, null, "Invalid data")]
    [InlineData(DecisionReason.TokenExpired, "Expired", "Token expired")]
    [InlineData(DecisionReason.MalformedJson, "TrailingComma at line 3, column 1200", "Malformed JSON: a trailing comma in line 3, column 1200")]
    [InlineData(DecisionReason.MalformedJson, "EmptyBody at line 1, column 1", "Malformed JSON: the body is empty")]
    [InlineData(DecisionReason.MalformedJson, "OfALaterVersion at line 1, column 1", "Malformed JSON")]
    [InlineData(DecisionReason.MalformedJson, "TrailingComma", "Malformed JSON")]
    [InlineData(DecisionReason.MalformedJson, null, "Malformed JSON")]
    public void Short_OfACause_SaysItWhereItIsKnown(DecisionReason reason, string? cause, string expected) => Assert.Equal(expected, Record(reason, cause).ToShort());

    [Theory]
    [InlineData("expired", "its token has expired")]
    [InlineData("expiry_is_duration", "its token has expired (its exp is a length of time, not a moment)")]
    public void Clause_OfAnExpiredToken_NamesTheCauseThatIsNoLapseOfTime(string cause, string expected) =>
        Assert.Equal(expected, DecisionReason.TokenExpired.Because(cause));

    [Fact]
    public void Short_OfEveryFlawOfJson_IsItsOwn()
    {
        var texts = Enum.GetValues<JsonFlaw>().Select(flaw => Record(DecisionReason.MalformedJson, new JsonFlawPlace(flaw, 2, 7).ToCause()).ToShort()).ToList();

        Assert.All(texts, text => Assert.StartsWith("Malformed JSON: ", text, StringComparison.Ordinal));
        Assert.Equal(texts.Count, texts.Distinct().Count());
    }

    [Theory]
    [InlineData(59, "Token expired 59 s before")]
    [InlineData(240, "Token expired 4 min before")]
    [InlineData(7_199, "Token expired 1 h before")]
    [InlineData(90_000, "Token expired 1 day before")]
    [InlineData(86_400_000, "Token expired 1,000 days before")]
    public void Short_OfAnExpiredToken_SaysByHowMuch(long seconds, string expected) => Assert.Equal(
        expected,
        (Record(DecisionReason.TokenExpired, "Expired") with { Details = new RejectionDetails(null, null, null, seconds, HasPayload: false) }).ToShort());

    private static DecisionRecord Record(DecisionReason reason, string? cause) => new(1, DateTimeOffset.UnixEpoch, "page.visit", reason, cause, 1, 1, null, null);
}
