using EventAuth.Core.Decisions;
using EventAuth.Core.Explanations;
using EventAuth.Core.Policies;
using EventAuth.Core.Tests.Decisions;
using EventAuth.Testing.Policies;

namespace EventAuth.Core.Tests.Explanations;

/// <summary>Less is known about a recorded event than about a hypothetical one; the explanation must be true for every possible event.</summary>
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
    public void Fixes_CustomerNotRecorded_HoldForAnonymousAndKnown()
    {
        var policy = Policy.With(EventListKind.AnonymousWithoutJwt, [EventName.Parse("shop.other")]);

        var fixes = DecisionExplainer.FindFixes(EventCase.Of(Record(DecisionReason.JwtRequired)), new Decision(DecisionReason.JwtRequired, false), policy);

        // If it were only off the list with JWT, only those of known customers would be accepted.
        Assert.All(fixes.Flipping.Where(change => change.IsInLists), change => Assert.Equal(2, change.Edits.Length));
        Assert.All(fixes.Flipping, change => Assert.All(change.Results, result => Assert.True(result.Accepted)));
    }

    [Fact]
    public void Explain_VerdictDependsOnWhatWasNotRecorded_SaysBoth()
    {
        var policy = Policy.With(EventListKind.AnonymousWithoutJwt, [EventName.Parse("shop.other")]).With(EventListKind.UpdateWithJwt, []);

        var now = DecisionExplainer.Explain(EventCase.Of(Record(DecisionReason.JwtRequired)), policy);

        Assert.Equal([DecisionReason.NotAllowedForAnonymous, DecisionReason.KnownCustomer], now.Select(explanation => explanation.Decision.Reason));
    }

    [Fact]
    public void Explain_MalformedJson_IsThatByAnyPolicyAndNeedsACorrection()
    {
        var record = Record(DecisionReason.MalformedJson, new JsonFlawPlace(JsonFlaw.TrailingComma, 3, 17).ToCause()) with { Action = null };

        var explanation = Assert.Single(DecisionExplainer.Explain(EventCase.Of(record), Policy));

        Assert.Equal((DecisionReason.MalformedJson, DecisionRule.Form, record.Cause), (explanation.Decision.Reason, explanation.Rule, explanation.Event.Cause));
        Assert.False(explanation.Fixes.ListsCanFlip);
    }

    [Fact]
    public void Fixes_DecidedOtherwiseByNow_AreNone() =>
        Assert.Empty(DecisionExplainer.FindFixes(
            EventCase.Of(Record(DecisionReason.JwtRequired)), new Decision(DecisionReason.JwtRequired, false), Policy.With(EventListKind.UpdateWithJwt, [])).Flipping);

    [Fact]
    public void Explain_ActionNotRecorded_SuggestsNothingAboutLists()
    {
        var record = Record(DecisionReason.InvalidToken) with { Action = null, Count = 40 };

        var explanation = DecisionExplainer.Explain(EventCase.Of(record), new Decision(record.Reason, false), Policy);

        Assert.Equal<Edit>([new Edit(EditKind.ReplaceToken)], Assert.Single(explanation.Fixes.Flipping).Edits);
    }

    private static DecisionRecord Record(DecisionReason reason, string? cause = null) =>
        new(1, DateTimeOffset.UnixEpoch, ExplainedCell.Subject.Value, reason, cause, 1, 1, null, null);
}
