using EventAuth.Core.Policies;
using EventAuth.Core.Rules;
using EventAuth.Testing.Policies;
using static EventAuth.Testing.Policies.Listed;

namespace EventAuth.Core.Tests.Rules;

public sealed class RuleComparisonTests
{
    [Fact]
    public void Comparison_FirstEventOnTheAnonymousList_ChangesEveryOtherEvent()
    {
        var before = Policy.With(WithJwt, "form.submit");

        var comparison = new RuleComparison(before, before.With(Anonymous, "page.visit"));

        Assert.True(comparison.AnyOtherDiffers);
        Assert.Empty(comparison.Differing);
        Assert.False(comparison.After.AnyOther.Anonymous.Accepted);
    }

    [Fact]
    public void Comparison_EventComesToTheJwtList_ChangesThatEventAlone()
    {
        var before = Policy.With(WithJwt, "form.submit");

        var comparison = new RuleComparison(before, before.With(WithJwt, "cart.add", "form.submit"));

        Assert.False(comparison.AnyOtherDiffers);
        Assert.Equal(Names("cart.add"), comparison.Differing);
    }

    [Fact]
    public void Comparison_EntryWithoutEffectComesToAList_ChangesNothing()
    {
        var before = Policy.With(WithoutJwt, "client.login").With(WithJwt, "form.submit");

        Assert.True(new RuleComparison(before, before.With(WithoutJwt, "client.login", "form.submit")).IsEmpty);
    }

    [Fact]
    public void Comparison_FirstCertificate_ChangesWhatComesWithAValidToken()
    {
        var comparison = new RuleComparison(EventPolicy.Initial, EventPolicy.Initial.With(Key));

        Assert.True(comparison.AnyOtherDiffers);
        Assert.Equal(Names("client.login", "form.submit"), comparison.Differing);
        Assert.All(EffectiveRule.Callers, caller =>
            Assert.Equal(caller == Caller.ValidToken, comparison.Before.AnyOther.DiffersFrom(comparison.After.AnyOther, caller)));
    }

    [Fact]
    public void Comparison_AcceptedByAnotherRule_IsNoDifference()
    {
        var before = Policy.With(Anonymous, "page.visit").With(WithJwt, "form.submit");
        var after = before.With(Anonymous);

        Assert.DoesNotContain(EventName.Parse("page.visit"), new RuleComparison(before, after).Differing);
    }

    // If lists stay filled, only added and removed events are compared: the result must be the same as comparing everything.
    [Theory]
    [ClassData(typeof(PolicyPairs))]
    public void Differing_AnyTwoPolicies_AreThoseWhoseRulesDiffer(int first, int second)
    {
        var before = PolicyPairs.Policy(first, second);
        for (var other = 0; other < 64; other++)
        {
            var after = PolicyPairs.Policy(other / 8, other % 8);
            var comparison = new RuleComparison(before, after);

            Assert.Equal(
                Names("first.event", "second.event").Where(name =>
                    (before.ListsOf(name) | after.ListsOf(name)) != EventLists.None && comparison.Before[name].DiffersFrom(comparison.After[name])),
                comparison.Differing);
        }
    }

    [Fact]
    public void Group_EventsDecidedAlike_ShareARow()
    {
        var before = Policy.With(WithJwt, "form.submit");
        var comparison = new RuleComparison(before, before.With(WithJwt, "a.one", "a.two", "form.submit"));

        var groups = comparison.Group(comparison.Listed);

        Assert.Equal([true, false], groups.Select(group => group.Differs));
        Assert.Equal(Names("a.one", "a.two"), groups[0].Events);
        Assert.Equal(Names("form.submit"), groups[1].Events);
    }
}
