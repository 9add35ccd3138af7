using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Rules;
using EventAuth.Core.Tests.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace EventAuth.Core.Tests.Decisions;

public sealed class MonitorModeTests
{
    private static readonly EventLists[] s_combinations = [.. Enumerable.Range(0, 8).Select(lists => (EventLists)lists)];

    /// <summary>Everything that a decision can rest on.</summary>
    private static IEnumerable<(DecisionBasis Enforcing, EventLists Listed, CustomerState Customer)> AllInputs =>
        from filled in s_combinations
        from listed in s_combinations
        where (listed & filled) == listed
        from others in Enum.GetValues<OtherEvents>()
        from customer in Enum.GetValues<CustomerState>()
        select (new DecisionBasis(filled, others, PolicyMode.Enforce), listed, customer);

    [Fact]
    public void Decide_WhateverEnforcingRejects_IsAcceptedWithoutRightAndSaysWhy()
    {
        var rejected = AllInputs.Where(input => !Enforced(input).Accepted).ToList();

        Assert.NotEmpty(rejected);
        Assert.All(rejected, input =>
        {
            var monitored = Monitored(input);

            Assert.Equal((true, false), (monitored.Accepted, monitored.MayChangeData));
            Assert.Equal(Enforced(input).Reason, monitored.Reason.Monitored());
            Assert.Equal(202, monitored.Reason.ToStatus());
            Assert.Equal(
                input.Customer switch
                {
                    CustomerState.Authenticated => "authenticated",
                    CustomerState.Known => "known_customer",
                    _ => input.Listed.HasFlag(EventLists.AnonymousWithoutJwt) ? "listed_anonymous" : "anonymous_list_empty",
                },
                monitored.Reason.ToCode());
        });
    }

    [Fact]
    public void Decide_WhateverEnforcingAccepts_IsDecidedAlike() => Assert.All(
        AllInputs.Where(input => Enforced(input).Accepted), input => Assert.Equal(Enforced(input), Monitored(input)));

    [Fact]
    public void Decide_EveryInput_GivesEachMonitoredReasonAndNoneWhileEnforcing()
    {
        Assert.Equal(
            MonitoredDecisions.All,
            AllInputs.Select(input => Monitored(input).Reason).Where(reason => reason.Monitored() is not null).Distinct().Order());
        Assert.All(AllInputs, input => Assert.Null(Enforced(input).Reason.Monitored()));
    }

    [Fact]
    public void Decide_AnyPolicyAndEvent_IsWhatTheContractSays()
    {
        var names = Gen.Elements("aa", "ab", "b.a");
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(5_000),
            Prop.ForAll(Arb.From(RandomPolicies.Of(names, most: 4), RandomPolicies.Shrink), draft =>
            {
                var snapshot = PolicySnapshot.Compile(
                    new PolicyRevision(1, (draft with { HasKey = false }).ToPolicy(), "test", DateTimeOffset.UnixEpoch, null));
                foreach (var name in (string[])["aa", "ab", "b.a", "on.no.list"])
                {
                    foreach (var customer in Enum.GetValues<CustomerState>())
                    {
                        var caller = customer switch
                        {
                            CustomerState.Anonymous => Caller.Anonymous,
                            CustomerState.Known => Caller.Known,
                            _ => Caller.ValidToken,
                        };
                        Assert.Equal(
                            (draft with { HasKey = true }).Decide(name, caller),
                            Verdict.Of(EventDecider.Decide(snapshot, EventName.Parse(name), customer)));
                    }
                }
            }));
    }

    [Fact]
    public void BadToken_InEitherMode_IsRejected() =>
        Assert.Equal((false, "invalid_token", 401), (EventDecider.BadToken.Accepted, EventDecider.BadToken.Reason.ToCode(), EventDecider.BadToken.Reason.ToStatus()));

    [Fact]
    public void AnsweredWith_EachAnswer_HasEachReasonOnce()
    {
        var reasons = Enum.GetValues<DecisionReason>();

        Assert.Equal(reasons.Order(), reasons.SelectMany(reason => MonitoredDecisions.AnsweredWith(reason)).Order());
        Assert.All(reasons, reason => Assert.Equal(reason.Answered(), reason.Answered().Answered()));
        Assert.All(MonitoredDecisions.All, reason => Assert.True(reason.Accepts() && reason.Answered().Accepts() && !reason.Monitored()!.Value.Accepts()));
        Assert.All(MonitoredDecisions.All, reason => Assert.Contains(reason.Monitored()!.Value, DecisionReasonExtensions.OfLists));
    }

    [Fact]
    public void Filter_AReason_ReadsAllThatWereAnsweredWithIt()
    {
        Assert.Null(new DecisionFilter().Reasons);
        Assert.Equal([DecisionReason.JwtRequired, DecisionReason.OtherNeedsJwt], new DecisionFilter(Reason: DecisionReason.JwtRequired).Reasons);
        Assert.Equal(
            [DecisionReason.ListedAnonymous, DecisionReason.MonitoredListedAnonymousNeedsJwt],
            new DecisionFilter(Reason: DecisionReason.ListedAnonymous).Reasons);
        Assert.Equal([DecisionReason.InvalidToken], new DecisionFilter(Reason: DecisionReason.InvalidToken).Reasons);
    }

    [Fact]
    public void Filter_Monitored_ReadsThoseThatWouldBeRejectedWithTheReason()
    {
        Assert.Equal(MonitoredDecisions.All, new DecisionFilter { IsMonitored = true }.Reasons);
        Assert.Equal(
            [
                DecisionReason.MonitoredListedAnonymousNeedsJwt, DecisionReason.MonitoredAnonymousNeedsJwt, DecisionReason.MonitoredKnownNeedsJwt,
                DecisionReason.MonitoredKnownOtherNeedsJwt, DecisionReason.MonitoredAnonymousOtherNeedsJwt,
            ],
            new DecisionFilter(Reason: DecisionReason.JwtRequired) { IsMonitored = true }.Reasons);
        Assert.Equal(
            [DecisionReason.MonitoredAnonymousNotAllowed],
            new DecisionFilter(Reason: DecisionReason.NotAllowedForAnonymous) { IsMonitored = true }.Reasons);
        Assert.Empty(new DecisionFilter(Reason: DecisionReason.KnownCustomer) { IsMonitored = true }.Reasons!);
    }

    private static Decision Enforced((DecisionBasis Enforcing, EventLists Listed, CustomerState Customer) input) =>
        EventDecider.Decide(input.Enforcing, input.Listed, input.Customer);

    private static Decision Monitored((DecisionBasis Enforcing, EventLists Listed, CustomerState Customer) input) =>
        EventDecider.Decide(input.Enforcing with { Mode = PolicyMode.Monitor }, input.Listed, input.Customer);
}
