using EventAuth.Core.Decisions;
using EventAuth.Core.Decisions.Explanations;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Tests.Decisions.Explanations;

/// <summary>Of a recorded event less is known than of an imagined one; what is said must hold for each that it may have been.</summary>
public sealed class RecordedEventTests
{
    private static readonly EventPolicy Policy = ExplainedCell.Read(ExplainedCell.Rows.First()).Policy.With(EventListKind.UpdateWithJwt, [ExplainedCell.Subject]);

    public static TheoryData<DecisionReason> Reasons => [.. Enum.GetValues<DecisionReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Of_EachReason_IsExplainedAsItWasDecided(DecisionReason reason)
    {
        var @event = EventCase.Of(Record(reason, cause: null));

        var explanation = DecisionExplainer.Explain(@event, new Decision(reason, MayChangeData: false), Policy);

        Assert.Equal(reason.ToRule(), explanation.Rule);
        Assert.Equal(reason.ToRule(), explanation.Steps[^1].Rule);
        Assert.Contains(reason.Accepts() ? " is accepted: " : " is rejected: ", explanation.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Of_EachReasonOfTheTable_CouldHaveBeenDecidedSo(DecisionReason reason)
    {
        if (reason is DecisionReason.InvalidEvent or DecisionReason.MalformedJson or DecisionReason.TokenExpired or DecisionReason.IdentityMismatch)
        {
            return;
        }

        var @event = EventCase.Of(Record(reason, cause: null)) with { Action = ExplainedCell.Subject };
        var cells = ExplainedCell.Rows.Select(ExplainedCell.Read).Where(cell => cell.Code == reason.ToCode()).ToList();

        Assert.NotEmpty(cells);
        Assert.All(cells, cell => Assert.Contains(
            DecisionExplainer.Explain(@event, cell.Policy), explanation => explanation.Decision == new Decision(reason, cell.MayChangeData)));
    }

    [Fact]
    public void WaysOut_CustomerNotRecorded_HoldForAnonymousAndKnown()
    {
        var policy = Policy.With(EventListKind.AnonymousWithoutJwt, [EventName.Parse("shop.other")]);

        var ways = DecisionExplainer.FindWaysOut(EventCase.Of(Record(DecisionReason.JwtRequired)), new Decision(DecisionReason.JwtRequired, false), policy);

        // Off the list with JWT alone, only those of known customers would be accepted.
        Assert.All(ways.Flipping.Where(change => change.IsInLists), change => Assert.Equal(2, change.Edits.Length));
        Assert.All(ways.Flipping, change => Assert.All(change.Results, result => Assert.True(result.Accepted)));
    }

    [Fact]
    public void Explain_VerdictDependsOnWhatWasNotRecorded_SaysBoth()
    {
        var policy = Policy.With(EventListKind.AnonymousWithoutJwt, [EventName.Parse("shop.other")]).With(EventListKind.UpdateWithJwt, []);

        var now = DecisionExplainer.Explain(EventCase.Of(Record(DecisionReason.JwtRequired)), policy);

        Assert.Equal([DecisionReason.NotAllowedForAnonymous, DecisionReason.KnownCustomer], now.Select(explanation => explanation.Decision.Reason));
    }

    [Fact]
    public void WaysOut_DecidedOtherwiseByNow_AreNone() =>
        Assert.Empty(DecisionExplainer.FindWaysOut(
            EventCase.Of(Record(DecisionReason.JwtRequired)), new Decision(DecisionReason.JwtRequired, false), Policy.With(EventListKind.UpdateWithJwt, [])).Flipping);

    [Fact]
    public void Explain_ActionNotRecorded_SuggestsNothingAboutLists()
    {
        var record = Record(DecisionReason.InvalidToken) with { Action = null, Count = 40 };

        var explanation = DecisionExplainer.Explain(EventCase.Of(record), new Decision(record.Reason, false), Policy);

        Assert.StartsWith("The event with a token is rejected", explanation.Sentence, StringComparison.Ordinal);
        Assert.Equal<Edit>([new Edit(EditKind.ReplaceToken)], Assert.Single(explanation.Ways.Flipping).Edits);
    }

    [Fact]
    public void Explain_EachCauseOfABadToken_IsSaidInItsOwnWords()
    {
        var causes = Enum.GetValues<TokenFailure>().Where(failure => failure != TokenFailure.None).Select(failure => failure.ToString()).Append("UsedBefore");

        var sentences = causes
            .Select(cause => EventCase.Of(Record(DecisionReason.InvalidToken, cause)))
            .Select(@event => DecisionExplainer.Explain(@event, new Decision(DecisionReason.InvalidToken, false), Policy).Sentence)
            .ToList();

        Assert.All(sentences, sentence => Assert.Matches(@"^shop\.subject with a token is rejected: its token is not valid \(.{10,}\)\.$", sentence));
        Assert.Equal(sentences.Count, sentences.Distinct().Count());
    }

    [Fact]
    public void Explain_CauseThatIsNotKnownHere_IsLeftOut() => Assert.EndsWith(
        "its token is not valid.",
        DecisionExplainer.Explain(EventCase.Of(Record(DecisionReason.InvalidToken, "Later")), new Decision(DecisionReason.InvalidToken, false), Policy).Sentence,
        StringComparison.Ordinal);

    private static DecisionRecord Record(DecisionReason reason, string? cause = null) =>
        new(1, DateTimeOffset.UnixEpoch, ExplainedCell.Subject.Value, reason, cause, 1, 1, null, null);
}
