using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Rules;
using EventAuth.Core.Tests.Lint;
using EventAuth.Testing.Policies;

namespace EventAuth.Core.Tests.Rules;

public sealed class EffectiveRulesTests
{
    private static readonly ContractTable Table = ContractTable.Read();
    private static readonly EventName[] Events = Listed.Names("first.event", "second.event", "stands.nowhere");

    [Theory]
    [ClassData(typeof(PolicyPairs))]
    public void Rule_EachEventAndCaller_IsTheCellOfTheTable(int first, int second)
    {
        var policy = PolicyPairs.Policy(first, second).With(Listed.Key);
        var rules = new EffectiveRules(policy);

        foreach (var name in Events)
        {
            AssertIs(Table.Anonymous(policy, name), rules[name].Anonymous);
            AssertIs(Table.Known(policy, name), rules[name].Known);
            AssertIs(Table.Authenticated(policy, name), rules[name].ValidToken);
            AssertIs(Table.BadToken(policy, name), rules[name].BadToken);
        }

        Assert.Equal(rules[Events[2]], rules.AnyOther);
    }

    [Fact]
    public void Rule_NoCertificate_NoTokenIsValid()
    {
        var rule = new EffectiveRules(EventPolicy.Initial).AnyOther;

        Assert.Equal(DecisionReason.InvalidToken, rule.ValidToken.Reason);
        Assert.True(rule.Known.Accepted);
    }

    private static void AssertIs(ContractTable.Row expected, Decision found) =>
        Assert.Equal((expected.Accepted, expected.MayChangeData, expected.Reason), (found.Accepted, found.MayChangeData, found.Reason.ToCode()));
}
