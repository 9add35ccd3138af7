using System.Collections.Immutable;
using EventAuth.Core.Policies;
using EventAuth.Core.Rules;
using FsCheck;
using FsCheck.Fluent;
using static EventAuth.Testing.Policies.Listed;

namespace EventAuth.Core.Tests.Rules;

/// <summary>The comparison is computed; here every name from everybody is decided under both policies.</summary>
public sealed class PolicyEffectsTests
{
    /// <summary>With those of <see cref="GuaranteeProofTests"/> more than 100,000.</summary>
    private const int PairsOfPolicies = 60_000;

    private const string OnNoList = "on.no.list";

    private static readonly Caller[] s_customers = [Caller.Anonymous, Caller.Known, Caller.ValidToken];
    private static readonly Gen<string> s_names = Gen.Elements("aa", "ab", "b.a", "c-c", "Z9", "zz_");

    [Fact]
    public void Effects_AnyTwoPolicies_AreTheDifferencesOfAllNamesFromEverybody()
    {
        var (opening, closing, equal) = (0, 0, 0);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(PairsOfPolicies),
            Prop.ForAll(
                Arb.From(RandomPolicies.PairsOf(s_names, most: 6), RandomPolicies.Shrink),
                pair =>
                {
                    var effects = CheckEffects(pair.Before, pair.After);
                    opening += effects.Opens ? 1 : 0;
                    closing += effects.Closes ? 1 : 0;
                    equal += effects.All.IsEmpty ? 1 : 0;
                }));

        // Else it would say little.
        Assert.All([opening, closing, equal], count => Assert.InRange(count, PairsOfPolicies / 20, PairsOfPolicies));
    }

    [Fact]
    public void Comparison_AnyTwoPolicies_FindsTheNamesThatAnybodyGetsADifferenceFor()
    {
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(PairsOfPolicies / 10),
            Prop.ForAll(
                Arb.From(RandomPolicies.PairsOf(s_names, most: 6), RandomPolicies.Shrink),
                pair =>
                {
                    var comparison = Compare(pair.Before, pair.After);
                    var listed = pair.Before.Names().Union(pair.After.Names()).Order(StringComparer.Ordinal).ToList();

                    Assert.Equal(listed, comparison.Listed.Select(name => name.Value));
                    Assert.Equal(listed.Where(Differs), comparison.Differing.Select(name => name.Value));
                    Assert.Equal(Differs(OnNoList), comparison.AnyOtherDiffers);
                    Assert.Equal(!listed.Append(OnNoList).Any(Differs), comparison.IsEmpty);
                    Assert.All(listed.Append(OnNoList), name => Assert.Equal(Differs(name), comparison.Differs(EventName.Parse(name))));

                    bool Differs(string name) => EffectiveRule.Callers.Any(caller =>
                        pair.Before.Decide(name, caller).Effect != pair.After.Decide(name, caller).Effect);
                }));
    }

    [Fact]
    public void Effects_OneRuleOfEventsWithUnlikeLists_NamesThemTogetherInByteOrder()
    {
        var before = Policy.With(Anonymous, "b.two").With(WithJwt, "c.three");
        var after = before.With(Anonymous, "b.two", "a.one", "d.four").With(WithoutJwt, "d.four");

        var effects = new PolicyEffects(before, after);

        Assert.Equal(
            [(Caller.Anonymous, "a.one"), (Caller.Anonymous, "d.four"), (Caller.Known, "d.four"), (Caller.ValidToken, "d.four")],
            effects.All.Select(effect => (effect.Customer, string.Join(' ', effect.Events))));
        var back = new PolicyEffects(after, before);
        Assert.Equal(
            [(Caller.Anonymous, "a.one"), (Caller.Anonymous, "d.four"), (Caller.Known, "d.four"), (Caller.ValidToken, "d.four")],
            back.All.Select(effect => (effect.Customer, string.Join(' ', effect.Events))));
        Assert.Equal((true, false, false, true), (effects.Opens, effects.Closes, back.Opens, back.Closes));

        var others = before with { Mode = PolicyMode.Monitor };
        Assert.Equal(
            ["", "c.three"],
            new PolicyEffects(before, others).All.Where(effect => effect.Customer == Caller.Anonymous).Select(effect => string.Join(' ', effect.Events)));
    }

    [Fact]
    public void Effects_EventsWhoseListsDifferAndWhoseVerdictsAgree_AreOneEffect()
    {
        // Both are required to have a token before, one of them is on two lists.
        var before = Policy.With(WithJwt, "a.one", "b.two", "c.three").With(WithoutJwt, "b.two");
        var after = before.With(WithoutJwt).With(WithJwt, "x.other");

        var known = new PolicyEffects(before, after).All.Single(effect => effect.Customer == Caller.Known && effect.Opens);

        Assert.Equal(Names("a.one", "b.two", "c.three"), known.Events.AsEnumerable());
    }

    [Fact]
    public void Effects_MonitorInsteadOfEnforce_OpenAndNeverGiveTheRightToChange()
    {
        var before = Policy.With(WithJwt, "form.submit").With(Anonymous, "page.visit") with { OtherEvents = OtherEvents.Reject };

        var effects = new PolicyEffects(before, before with { Mode = PolicyMode.Monitor });

        Assert.Equal((true, false), (effects.Opens, effects.Closes));
        Assert.All(effects.All, effect => Assert.Equal((false, true, false), (effect.From.Accepted, effect.To.Accepted, effect.To.MayChangeData)));
        Assert.Equal(3, effects.All.Count(effect => effect.IsOfOthers));
        Assert.Equal(Names("form.submit"), effects.All.Where(effect => !effect.IsOfOthers).SelectMany(effect => effect.Events).Distinct());
    }

    private static PolicyEffects CheckEffects(PolicyDraft before, PolicyDraft after)
    {
        var expected = new HashSet<(string? Name, Caller Customer, Verdict From, Verdict To)>();
        foreach (var name in before.Names().Union(after.Names()).Append(OnNoList))
        {
            foreach (var customer in s_customers)
            {
                var (from, to) = (before.Decide(name, customer), after.Decide(name, customer));
                if (from.Effect != to.Effect)
                {
                    expected.Add((name == OnNoList ? null : name, customer, from, to));
                }
            }
        }

        var effects = new PolicyEffects(Compare(before, after));
        var found = effects.All
            .SelectMany(effect => effect.IsOfOthers ? [null] : effect.Events.Select(name => (string?)name.Value), (effect, name) =>
                (name, effect.Customer, Verdict.Of(effect.From), Verdict.Of(effect.To)))
            .ToList();
        if (!expected.SetEquals(found) || found.Count != expected.Count)
        {
            Assert.Fail($"Expected: {string.Join("; ", expected)}\nFound: {string.Join("; ", found)}");
        }

        Require(effects.Opens == expected.Any(each => Opens(each.From, each.To)), "opens");
        Require(effects.Closes == expected.Any(each => Opens(each.To, each.From)), "closes");
        Require(effects.All.SkipWhile(effect => effect.IsOfOthers).All(effect => !effect.IsOfOthers), "others first");
        Require(effects.All.All(effect => effect.Events.SequenceEqual(effect.Events.Order())), "byte order");
        Require(effects.All.DistinctBy(effect => (effect.IsOfOthers, effect.Customer, effect.From, effect.To)).Count() == effects.All.Length, "once");
        return effects;

        static bool Opens(Verdict from, Verdict to) => (to.Accepted && !from.Accepted) || (to.MayChangeData && !from.MayChangeData);
    }

    private static RuleComparison Compare(PolicyDraft before, PolicyDraft after)
    {
        var policy = before.ToPolicy();
        return new RuleComparison(policy, after.ToPolicy(policy));
    }

    private static void Require(bool isRight, string what)
    {
        if (!isRight)
        {
            Assert.Fail(what);
        }
    }
}
