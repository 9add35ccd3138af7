using System.Collections.Immutable;
using EventAuth.Core.Decisions;
using EventAuth.Core.Explanations;
using EventAuth.Core.Policies;
using EventAuth.Core.Tests.Decisions;
using EventAuth.Testing.Policies;

namespace EventAuth.Core.Tests.Explanations;

public sealed class DecisionExplainerTests
{
    public static TheoryData<string> Rows => [.. ExplainedCell.Rows];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Explain_EachCellOfTheContract_NamesTheRuleThatDecided(string row)
    {
        var cell = ExplainedCell.Read(row);

        var explanation = Assert.Single(DecisionExplainer.Explain(cell.Event, cell.Policy));

        Assert.Equal(cell.Code, explanation.Decision.Reason.ToCode());
        Assert.Equal(cell.Accepted, explanation.Decision.Accepted);
        Assert.Equal(cell.MayChangeData, explanation.Decision.MayChangeData);
        var deciding = Assert.Single(explanation.Steps, step => step.Decided);
        Assert.Equal(explanation.Steps[^1], deciding);
        Assert.Equal(explanation.Decision.Reason.ToRule(), deciding.Rule);
        Assert.Equal(explanation.Steps.Select(step => step.Rule).Order(), explanation.Steps.Select(step => step.Rule));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Explain_EachCellOfTheContract_AsksBeforeOnlyWhatGaveNoVerdict(string row)
    {
        var cell = ExplainedCell.Read(row);
        var listed = cell.Policy.ListsOf(ExplainedCell.Subject);

        foreach (var step in Assert.Single(DecisionExplainer.Explain(cell.Event, cell.Policy)).Steps.Where(step => !step.Decided))
        {
            switch (step.Rule)
            {
                case DecisionRule.Token:
                    Assert.NotEqual("token-invalid", cell.Caller);
                    break;
                case DecisionRule.ListWithJwt or DecisionRule.ListWithoutJwt:
                    Assert.False(listed.HasFlag(step.Rule.ToList()!.Value.ToFlag()));
                    break;
                case DecisionRule.ValidToken:
                    Assert.StartsWith("no-token", cell.Caller, StringComparison.Ordinal);
                    break;
                case DecisionRule.KnownCustomer:
                    Assert.Equal("no-token(anonymous)", cell.Caller);
                    break;
                default:
                    Assert.Fail($"{step.Rule} decides or is not asked.");
                    break;
            }
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Explain_EachCellOfTheContract_HasAFixAndSaysWhereNoListsHelp(string row)
    {
        var cell = ExplainedCell.Read(row);

        var fixes = Assert.Single(DecisionExplainer.Explain(cell.Event, cell.Policy)).Fixes;

        Assert.NotEmpty(fixes.Flipping);
        var someRowOfTheCallerDiffers = ExplainedCell.Rows.Select(ExplainedCell.Read).Any(other => other.Caller == cell.Caller && other.Accepted != cell.Accepted);
        Assert.Equal(someRowOfTheCallerDiffers, fixes.ListsCanFlip);
        Assert.Equal(someRowOfTheCallerDiffers, fixes.Flipping.Any(change => change.IsInLists));
    }

    [Fact]
    public void Explain_EveryPolicyAndEvent_SuggestsWhatReallyTurnsTheVerdictAndNothingLarger()
    {
        foreach (var policy in ExplainedCases.AllPolicies())
        {
            foreach (var @event in ExplainedCases.AllEvents())
            {
                var explanation = Assert.Single(DecisionExplainer.Explain(@event, policy));

                Check(explanation, policy, explanation.Fixes.Flipping, verdict => verdict.Accepted != explanation.Decision.Accepted);
                Check(explanation, policy, explanation.Fixes.GivingRight, verdict => verdict is { Accepted: true, MayChangeData: true });
                Assert.Equal(explanation.Decision.Accepted && policy.Mode == PolicyMode.Monitor, explanation.Fixes.Flipping.IsEmpty);
                Assert.Equal(explanation.Decision is { Accepted: true, MayChangeData: false }, !explanation.Fixes.GivingRight.IsEmpty);
            }
        }
    }

    [Fact]
    public void Explain_ListedAloneOnTheAnonymousList_DoesNotSuggestToEmptyIt()
    {
        // It is the last one on the list: an empty list limits nothing, and the event would still be accepted.
        var policy = ExplainedCell.AllPolicies().First(lists => lists.FilledLists() == EventLists.AnonymousWithoutJwt && lists[0].SetEquals([ExplainedCell.Subject]));

        var change = Assert.Single(Explained(policy, CustomerState.Anonymous).Fixes.Flipping);

        Assert.Equal<Edit>([new Edit(EditKind.AddToList, EventListKind.UpdateWithJwt)], change.Edits);
    }

    [Fact]
    public void Explain_RequiresTokenAndAnonymousListIsFilled_SuggestsTwoEditsInTheLists()
    {
        var policy = Policy(anonymous: "shop.other", withJwt: "shop.subject");

        var fixes = Explained(policy, CustomerState.Anonymous).Fixes;

        Assert.Equal<Edit>([new Edit(EditKind.SendToken)], fixes.Flipping[0].Edits);
        Assert.Equal(
            [EventListKind.AnonymousWithoutJwt, EventListKind.UpdateWithJwt],
            fixes.Flipping.First(change => change.IsInLists).Edits.Select(edit => edit.List!.Value));
    }

    [Fact]
    public void Explain_FirstEventOnAList_TellsWhatItMeansForAllOthers()
    {
        var change = Explained(Policy(), CustomerState.Anonymous).Fixes.Flipping[0];

        Assert.Equal<Edit>([new Edit(EditKind.AddToList, EventListKind.UpdateWithJwt)], change.Edits);
        Assert.Equal<SideEffect>(
            [new SideEffect.OnOtherCustomers(ExplainedCell.Subject, Accepted: false, CustomerState.Known), new SideEffect.OnRightToChange(WithoutToken: false, WithToken: false)],
            change.SideEffects);
    }

    [Fact]
    public void Explain_EveryPolicyAndEvent_TellsOfTheSameEventFromOtherCustomers()
    {
        foreach (var policy in ExplainedCases.AllPolicies())
        {
            foreach (var explanation in ExplainedCases.AllEvents().SelectMany(@event => DecisionExplainer.Explain(@event, policy)))
            {
                foreach (var change in explanation.Fixes.Flipping.Concat(explanation.Fixes.GivingRight).Where(change => change.IsInLists))
                {
                    var others = new[] { CustomerState.Anonymous, CustomerState.Known }.Except(explanation.Event.PossibleCustomers)
                        .Select(customer => new EventCase(ExplainedCell.Subject, PresentedToken.None, customer))
                        .Any(other => Verdict(other, policy, []).Accepted != Verdict(other, policy, change.Edits).Accepted);

                    Assert.Equal(others, change.SideEffects.Any(effect => effect is SideEffect.OnOtherCustomers));
                }
            }
        }
    }

    [Fact]
    public void Explain_EveryPolicyAndEvent_TellsOfOtherEventsWhatTheyLoseAndGet()
    {
        foreach (var policy in ExplainedCases.AllPolicies())
        {
            // The names that the change does not put on or take off a list, and that are on neither updating list.
            EventName[] others = [.. new[] { EventName.Parse("shop.other"), EventName.Parse("on.no.list") }
                .Where(name => (policy.ListsOf(name) & (EventLists.UpdateWithoutJwt | EventLists.UpdateWithJwt)) == EventLists.None)];
            foreach (var explanation in ExplainedCases.AllEvents().SelectMany(@event => DecisionExplainer.Explain(@event, policy)))
            {
                foreach (var change in explanation.Fixes.Flipping.Concat(explanation.Fixes.GivingRight).Where(change => change.IsInLists))
                {
                    var after = change.Edits.Aggregate(policy, (lists, edit) => lists.With(
                        edit.List!.Value,
                        edit.Kind == EditKind.AddToList ? lists[edit.List.Value].Add(ExplainedCell.Subject) : lists[edit.List.Value].Remove(ExplainedCell.Subject)));
                    var (before, becomes) = (RightsUnder(policy), RightsUnder(after));

                    Assert.Equal(
                        before == becomes ? null : new SideEffect.OnRightToChange(becomes.WithoutToken, becomes.WithToken),
                        change.SideEffects.OfType<SideEffect.OnRightToChange>().SingleOrDefault());
                    Assert.Equal(
                        SendsOthers(policy) == SendsOthers(after) ? null : new SideEffect.OnAnonymousCustomers(!SendsOthers(after)),
                        change.SideEffects.OfType<SideEffect.OnAnonymousCustomers>().SingleOrDefault());
                }
            }

            (bool WithoutToken, bool WithToken) RightsUnder(EventPolicy lists) =>
                (others.Any(name => Decide(lists, name, CustomerState.Known).MayChangeData),
                    others.Any(name => Decide(lists, name, CustomerState.Authenticated).MayChangeData));
        }

        static bool SendsOthers(EventPolicy lists) => Decide(lists, EventName.Parse("on.no.list"), CustomerState.Anonymous).Accepted;

        static Decision Decide(EventPolicy lists, EventName name, CustomerState customer) =>
            EventDecider.Decide(lists.Basis, lists.ListsOf(name), customer);
    }

    [Fact]
    public void Explain_ValidTokenWithoutRight_OffersTheListWithProofFirst()
    {
        var @event = new EventCase(ExplainedCell.Subject, PresentedToken.Valid, CustomerState.Known);

        var giving = Assert.Single(DecisionExplainer.Explain(@event, Policy(withJwt: "shop.other"))).Fixes.GivingRight;

        Assert.Equal([EventListKind.UpdateWithJwt, EventListKind.UpdateWithoutJwt], giving.Select(change => change.Edits.Single().List!.Value));
        Assert.Equal<SideEffect>([new SideEffect.OnOtherCustomers(ExplainedCell.Subject, Accepted: false, Customer: null)], giving[0].SideEffects);
    }

    [Fact]
    public void Explain_ValidTokenWithoutCertificate_SuggestsToDefineOne()
    {
        var policy = EventPolicy.Initial;
        var @event = new EventCase(EventName.Parse("form.submit"), PresentedToken.Valid, CustomerState.Known);

        var explanation = Assert.Single(DecisionExplainer.Explain(@event, policy));

        Assert.Equal(DecisionReason.InvalidToken, explanation.Decision.Reason);
        Assert.Equal("NoCertificate", explanation.Event.Cause);
        Assert.Equal<Edit>([new Edit(EditKind.DefineCertificate)], explanation.Fixes.Flipping[0].Edits);
    }

    [Fact]
    public void Explain_RequiresTokenWithoutCertificate_SuggestsCertificateAndTokenTogether()
    {
        var @event = new EventCase(EventName.Parse("form.submit"), PresentedToken.None, CustomerState.Known);

        var fixes = Assert.Single(DecisionExplainer.Explain(@event, EventPolicy.Initial)).Fixes;

        Assert.Equal<Edit>([new Edit(EditKind.DefineCertificate), new Edit(EditKind.SendToken)], fixes.Flipping.Single(change => change.IsOutsideLists).Edits);
    }

    private static Explanation Explained(EventPolicy policy, CustomerState customer) =>
        Assert.Single(DecisionExplainer.Explain(new EventCase(ExplainedCell.Subject, PresentedToken.None, customer), policy));

    private static EventPolicy Policy(string? anonymous = null, string? withJwt = null) => ExplainedCell.AllPolicies().First()
        .With(EventListKind.AnonymousWithoutJwt, Names(anonymous))
        .With(EventListKind.UpdateWithJwt, Names(withJwt));

    private static EventName[] Names(string? name) => name is null ? [] : [EventName.Parse(name)];

    // Applies the suggestion by hand, and asks the decider as ingest would.
    private static void Check(Explanation explanation, EventPolicy policy, ImmutableArray<SuggestedChange> changes, Func<Decision, bool> wanted)
    {
        foreach (var change in changes)
        {
            Assert.True(wanted(Verdict(explanation.Event, policy, change.Edits)), $"{explanation} {string.Join(' ', change.Edits)}");
            Assert.Equal<Decision>([Verdict(explanation.Event, policy, change.Edits)], change.Results);
            foreach (var edit in change.Edits)
            {
                Assert.False(wanted(Verdict(explanation.Event, policy, change.Edits.Remove(edit))), $"{explanation} {edit} is not needed.");
            }
        }

        Assert.Equal(changes.Select(change => change.Edits.Length).Order(), changes.Select(change => change.Edits.Length));
    }

    private static Decision Verdict(EventCase @event, EventPolicy policy, ImmutableArray<Edit> edits)
    {
        var (token, customer) = (@event.Token, @event.Customer!.Value);
        foreach (var edit in edits)
        {
            switch (edit.Kind)
            {
                case EditKind.AddToList:
                    Assert.DoesNotContain(ExplainedCell.Subject, policy[edit.List!.Value]);
                    policy = policy.With(edit.List!.Value, policy[edit.List.Value].Add(ExplainedCell.Subject));
                    break;
                case EditKind.RemoveFromList:
                    Assert.Contains(ExplainedCell.Subject, policy[edit.List!.Value]);
                    policy = policy.With(edit.List!.Value, policy[edit.List.Value].Remove(ExplainedCell.Subject));
                    break;
                case EditKind.SendToken or EditKind.ReplaceToken or EditKind.RenewToken or EditKind.SendOwnToken:
                    token = PresentedToken.Valid;
                    break;
                case EditKind.DropToken:
                    token = PresentedToken.None;
                    break;
                case EditKind.IdentifyCustomer:
                    customer = CustomerState.Known;
                    break;
                default:
                    Assert.Fail($"{edit.Kind} is not for events in the right form under a certificate.");
                    break;
            }
        }

        return token switch
        {
            PresentedToken.None => EventDecider.Decide(policy.Basis, policy.ListsOf(ExplainedCell.Subject), customer),
            PresentedToken.Valid => EventDecider.Decide(policy.Basis, policy.ListsOf(ExplainedCell.Subject), CustomerState.Authenticated),
            PresentedToken.Expired => new Decision(DecisionReason.TokenExpired, MayChangeData: false),
            PresentedToken.SomebodyElses => new Decision(DecisionReason.IdentityMismatch, MayChangeData: false),
            _ => new Decision(DecisionReason.InvalidToken, MayChangeData: false),
        };
    }
}
