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

    /// <summary>Every policy and sender of the table, in either mode and whatever happens to other events, with what is decided.</summary>
    private static readonly IReadOnlyList<(EventPolicy Policy, CustomerState? Customer, bool BroughtToken, Decision Decision)> s_cells =
    [
        .. from policy in ExplainedCases.AllPolicies()
           from customer in (CustomerState?[])[.. Enum.GetValues<CustomerState>(), null]
           select (policy, customer, customer == CustomerState.Authenticated, customer is { } known
               ? EventDecider.Decide(policy.Basis, policy.ListsOf(ExplainedCell.Subject), known)
               : EventDecider.BadToken),
    ];

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

        var cells = s_cells.Where(cell => cell.Decision.Reason == reason).ToList();

        Assert.NotEmpty(cells);
        Assert.All(cells, cell =>
        {
            var record = Record(reason) with { CertificateId = cell.BroughtToken ? "c1" : null };
            Assert.Contains(
                DecisionExplainer.Explain(EventCase.Of(record), cell.Policy), explanation => explanation.Decision == cell.Decision);
            Assert.Contains(
                DecisionExplainer.Explain(EventCase.Of(record with { Customer = cell.Customer }), cell.Policy),
                explanation => explanation.Decision == cell.Decision);
        });
    }

    [Fact]
    public void Cells_EnforcedWithOthersAccepted_AreThoseOfTheContract() => Assert.All(
        ExplainedCell.Rows.Select(ExplainedCell.Read),
        cell => Assert.Contains(s_cells, made =>
            made.Policy.Equals(cell.Policy) && made.Decision.Reason.ToCode() == cell.Code && made.Decision.MayChangeData == cell.MayChangeData));

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Of_EachReasonOfTheTable_IsRecordedOfThatSenderAlone(DecisionReason reason)
    {
        // Where the reason says who sent it, nobody else can have.
        foreach (var cell in s_cells.Where(cell => cell.Decision.Reason == reason && cell.Customer is not null))
        {
            var record = Record(reason) with { CertificateId = cell.BroughtToken ? "c1" : null, Customer = cell.Customer };

            Assert.Equal([cell.Customer!.Value], EventCase.Of(record).PossibleCustomers);
        }
    }

    [Fact]
    public void Explain_MonitoredDecision_NamesTheListThatWouldRejectIt()
    {
        var policy = Policy with { Mode = PolicyMode.Monitor };
        var decision = EventDecider.Decide(policy.Basis, policy.ListsOf(ExplainedCell.Subject), CustomerState.Known);
        var @event = EventCase.Of(Record(decision.Reason) with { Customer = CustomerState.Known });

        var explanation = DecisionExplainer.Explain(@event, decision, policy);

        Assert.Equal((DecisionReason.MonitoredKnownNeedsJwt, PresentedToken.None), (decision.Reason, @event.Token));
        Assert.Equal([DecisionRule.Token, DecisionRule.ListWithJwt], explanation.Steps.Select(step => step.Rule));
        Assert.Equal((true, false), (explanation.Decision.Accepted, explanation.Decision.MayChangeData));
        Assert.False(explanation.Fixes.ListsCanFlip);
        Assert.Empty(explanation.Fixes.Flipping);
        Assert.Equal<Edit>([new Edit(EditKind.SendToken)], explanation.Fixes.GivingRight[0].Edits);
    }

    [Fact]
    public void Explain_MonitoredDecisionUnderThePolicyThatEnforcesByNow_IsRejected()
    {
        var @event = EventCase.Of(Record(DecisionReason.MonitoredAuthenticatedNotListed) with { CertificateId = "c1", Customer = CustomerState.Authenticated });
        var policy = Policy.With(EventListKind.UpdateWithJwt, []) with { OtherEvents = OtherEvents.Reject };

        var now = Assert.Single(DecisionExplainer.Explain(@event, policy));

        Assert.Equal((DecisionReason.NotListed, DecisionRule.OtherEvents), (now.Decision.Reason, now.Rule));
        Assert.All(now.Fixes.Flipping, change => Assert.Equal(EditKind.AddToList, Assert.Single(change.Edits).Kind));
        Assert.Equal(3, now.Fixes.Flipping.Length);
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
