using EventAuth.Core.Decisions;
using EventAuth.Core.Explanations;
using EventAuth.Core.Policies;
using EventAuth.Testing.Policies;

namespace EventAuth.Core.Tests.Explanations;

/// <summary>The question about events on no list: asked only where they are limited.</summary>
public sealed class OtherEventsExplanationTests
{
    private static readonly EventPolicy s_noLists = ExplainedCell.AllPolicies().First();
    private static readonly EventCase s_malformed = new(ExplainedCell.Subject, PresentedToken.None, CustomerState.Known) { HasRightForm = false };

    [Fact]
    public void Explain_EveryPolicyAndEvent_AsksAboutOtherEventsOnlyWhereTheyAreLimited()
    {
        foreach (var policy in ExplainedCases.AllPolicies())
        {
            foreach (var explanation in ExplainedCases.AllEvents().Append(s_malformed).SelectMany(@event => DecisionExplainer.Explain(@event, policy)))
            {
                var rules = explanation.Steps.Select(step => step.Rule).ToList();

                Assert.Equal(policy.OtherEvents != OtherEvents.Accept && explanation.Rule >= DecisionRule.OtherEvents, rules.Contains(DecisionRule.OtherEvents));
                Assert.Equal(rules.Order(), rules);
                Assert.Equal([explanation.Rule], explanation.Steps.Where(step => step.Decided).Select(step => step.Rule));
                Assert.Equal(explanation.Rule, rules[^1]);
            }
        }
    }

    [Theory]
    [InlineData(OtherEvents.RequireJwt, PolicyMode.Enforce, DecisionReason.OtherNeedsJwt)]
    [InlineData(OtherEvents.RequireJwt, PolicyMode.Monitor, DecisionReason.MonitoredKnownOtherNeedsJwt)]
    [InlineData(OtherEvents.Reject, PolicyMode.Enforce, DecisionReason.NotListed)]
    [InlineData(OtherEvents.Reject, PolicyMode.Monitor, DecisionReason.MonitoredKnownNotListed)]
    public void Explain_EventOnNoListWhereOthersAreLimited_IsDecidedByThatRule(OtherEvents others, PolicyMode mode, DecisionReason reason)
    {
        var @event = new EventCase(ExplainedCell.Subject, PresentedToken.None, CustomerState.Known);

        var explanation = Assert.Single(DecisionExplainer.Explain(@event, s_noLists with { OtherEvents = others, Mode = mode }));

        Assert.Equal(reason, explanation.Decision.Reason);
        Assert.Equal(
            [DecisionRule.Token, DecisionRule.ListWithJwt, DecisionRule.ListWithoutJwt, DecisionRule.OtherEvents],
            explanation.Steps.Select(step => step.Rule));
        Assert.Null(DecisionRule.OtherEvents.ToList());
    }

    [Fact]
    public void Explain_ValidTokenOnNoListWhereOthersNeedOne_IsAskedAndDecidedByTheToken()
    {
        var @event = new EventCase(ExplainedCell.Subject, PresentedToken.Valid, CustomerState.Known);

        var explanation = Assert.Single(DecisionExplainer.Explain(@event, s_noLists with { OtherEvents = OtherEvents.RequireJwt }));

        Assert.Equal(
            [DecisionRule.Token, DecisionRule.ListWithJwt, DecisionRule.ListWithoutJwt, DecisionRule.OtherEvents, DecisionRule.ValidToken],
            explanation.Steps.Select(step => step.Rule));
    }

    [Fact]
    public void Explain_ActionNotKnownWhereOthersAreRejected_SaysThatListsDecide()
    {
        var policy = s_noLists.With(Listed.WithJwt, "shop.other") with { OtherEvents = OtherEvents.Reject };

        var now = DecisionExplainer.Explain(new EventCase(null, PresentedToken.None, CustomerState.Known), policy);

        Assert.Equal(
            [DecisionReason.JwtRequired, DecisionReason.NotListed], now.Select(explanation => explanation.Decision.Reason).Order());
        Assert.All(now, explanation => Assert.DoesNotContain(explanation.Fixes.Flipping, change => change.IsInLists));
    }
}
