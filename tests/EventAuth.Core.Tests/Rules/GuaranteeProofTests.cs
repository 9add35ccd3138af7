using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Rules;
using FsCheck;
using FsCheck.Fluent;
using static EventAuth.Testing.Policies.Listed;

namespace EventAuth.Core.Tests.Rules;

/// <summary>A guarantee is proven for all names; here names are tried one by one.</summary>
public sealed class GuaranteeProofTests
{
    /// <summary>With those of <see cref="PolicyEffectsTests"/> more than 100,000.</summary>
    private const int Guarantees = 60_000;

    private const int MostLetters = 4;

    /// <summary>Every name of these letters that is at most two longer than any of the patterns.</summary>
    private static readonly string[] s_shortNames =
        [.. Enumerable.Range(EventName.MinLength, MostLetters + 3 - EventName.MinLength).SelectMany(length => Texts("ab", length))];

    private static readonly Gen<string> s_names =
        from length in Gen.Choose(EventName.MinLength, 5)
        from letters in Gen.ArrayOf(Gen.Elements('a', 'a', 'b', 'b', 'c'), length)
        select new string(letters);

    private static readonly Gen<string> s_patterns =
        from length in Gen.Choose(1, 7)
        from letters in Gen.ArrayOf(Gen.Elements('a', 'b', 'c', '*', '*'), length)
        let text = new string(letters)
        where text.Count(c => c != '*') <= MostLetters && EventPattern.TryParse(text, out _)
        select text;

    private static readonly Gen<string> s_fillings =
        from length in Gen.Choose(0, 5)
        from letters in Gen.ArrayOf(Gen.Elements('a', 'b', 'Z', '9', '.', '_', '-'), length)
        select new string(letters);

    private static readonly Gen<ProofCase> s_cases =
        from policy in RandomPolicies.Of(s_names, most: 5)
        from pattern in s_patterns
        from customer in Gen.Elements(Enum.GetValues<GuaranteedCustomer>())
        from expect in Gen.Elements(Enum.GetValues<GuaranteedOutcome>())
        from fillings in Gen.ArrayOf(s_fillings, 6)
        select new ProofCase(policy, pattern, customer, expect, fillings);

    [Fact]
    public void FindBroken_AnyPolicyAndGuarantee_FindsANameThatBreaksItWhereverThereIsOne()
    {
        var broken = 0;
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Guarantees),
            Prop.ForAll(Arb.From(s_cases, Shrink), proof => broken += IsBroken(proof) ? 1 : 0));

        // Else it would say little.
        Assert.InRange(broken, Guarantees / 5, Guarantees - (Guarantees / 5));
    }

    [Fact]
    public void FindBroken_PatternWithoutStar_IsAboutThatNameAlone()
    {
        var policy = Policy.With(WithJwt, "form.submit");

        Assert.Null(Break(policy, "form.submit", GuaranteedCustomer.Known, GuaranteedOutcome.Rejected));
        Assert.Equal("form.submits", Break(policy, "form.submits", GuaranteedCustomer.Known, GuaranteedOutcome.Rejected)!.Action.Value);
    }

    [Fact]
    public void FindBroken_EveryNameThatMatchesIsListed_HoldsThoughOthersWouldBreakIt()
    {
        // 32 characters: the pattern has one name, and it is on a list.
        var only = new string('x', EventName.MaxLength);
        var policy = Policy.With(WithJwt, only);

        Assert.Null(Break(policy, "*" + only, GuaranteedCustomer.Anonymous, GuaranteedOutcome.Rejected));
        Assert.NotNull(Break(policy, "*" + only[1..], GuaranteedCustomer.Anonymous, GuaranteedOutcome.Rejected));
    }

    [Fact]
    public void FindBroken_OthersRejected_HoldsForNamesThatNobodyHasSeen()
    {
        var policy = Policy.With(WithJwt, "transaction.pay") with { OtherEvents = OtherEvents.Reject };

        Assert.Null(Break(policy, "transaction.*", GuaranteedCustomer.Anonymous, GuaranteedOutcome.Rejected));
        var found = Break(policy with { OtherEvents = OtherEvents.Accept }, "transaction.*", GuaranteedCustomer.Anonymous, GuaranteedOutcome.Rejected)!;
        Assert.StartsWith("transaction.", found.Action.Value, StringComparison.Ordinal);
        Assert.Equal((Caller.Anonymous, "anonymous_list_empty"), (found.Customer, found.Decision.Reason.ToCode()));
    }

    [Fact]
    public void FindBroken_Monitor_BreaksWhatIsNeverAcceptedAndKeepsWhatChangesNoData()
    {
        var policy = Policy.With(WithJwt, "form.submit") with { Mode = PolicyMode.Monitor, OtherEvents = OtherEvents.Reject };

        var found = Break(policy, "form.submit", GuaranteedCustomer.Anonymous, GuaranteedOutcome.Rejected)!;

        Assert.Equal((true, "jwt_required"), (found.Decision.Accepted, found.Decision.Reason.Monitored()!.Value.ToCode()));
        Assert.Null(Break(policy, "*", GuaranteedCustomer.Anonymous, GuaranteedOutcome.NoDataChange));
    }

    [Fact]
    public void FindBroken_SeveralGuarantees_GivesThoseThatDoNotHoldInTheirOrder()
    {
        var policy = Policy.With(WithJwt, "form.submit") with
        {
            Guarantees =
            [
                Of("never", "form.*", GuaranteedCustomer.Any, GuaranteedOutcome.Rejected),
                Of("held", "form.submit", GuaranteedCustomer.Known, GuaranteedOutcome.Rejected),
                Of("always", "form.submit", GuaranteedCustomer.Known, GuaranteedOutcome.Accepted),
            ],
        };

        Assert.Equal(["never", "always"], GuaranteeProof.FindBroken(policy).Select(broken => broken.Guarantee.Id));
    }

    private static bool IsBroken(ProofCase proof)
    {
        var policy = proof.Policy.ToPolicy();
        var found = Break(policy, proof.Pattern, proof.Customer, proof.Expect);
        Caller[] customers = proof.Customer switch
        {
            GuaranteedCustomer.Anonymous => [Caller.Anonymous],
            GuaranteedCustomer.Known => [Caller.Known],
            GuaranteedCustomer.Authenticated => [Caller.ValidToken],
            _ => [Caller.Anonymous, Caller.Known, Caller.ValidToken],
        };
        if (found is not null)
        {
            if (!PatternMatch.IsMatch(proof.Pattern, found.Action.Value) || !customers.Contains(found.Customer)
                || Verdict.Of(found.Decision) != proof.Policy.Decide(found.Action.Value, found.Customer)
                || Holds(proof.Policy.Decide(found.Action.Value, found.Customer)))
            {
                Assert.Fail($"{found} breaks nothing.");
            }

            return true;
        }

        var names = s_shortNames.Concat(proof.Policy.Names()).Concat(proof.Fillings.Select(Fill).Where(name => EventName.IsValid(name)));
        foreach (var name in names.Where(name => PatternMatch.IsMatch(proof.Pattern, name)))
        {
            foreach (var customer in customers)
            {
                if (!Holds(proof.Policy.Decide(name, customer)))
                {
                    Assert.Fail($"{name} from {customer} breaks it.");
                }
            }
        }

        return false;

        bool Holds(Verdict verdict) => proof.Expect switch
        {
            GuaranteedOutcome.Accepted => verdict.Accepted,
            GuaranteedOutcome.Rejected => !verdict.Accepted,
            GuaranteedOutcome.NoDataChange => !verdict.MayChangeData,
            _ => verdict.MayChangeData,
        };

        // The first star takes it all, or each star a part.
        string Fill(string filling, int place)
        {
            var parts = proof.Pattern.Split('*');
            return string.Concat(parts.Select((part, star) => star == 0 ? part : Share(star - 1) + part));

            string Share(int star) => place % 2 == 0 ? star == 0 ? filling : ""
                : star < parts.Length - 2 ? filling[Math.Min(star, filling.Length)..Math.Min(star + 1, filling.Length)]
                : filling[Math.Min(star, filling.Length)..];
        }
    }

    private static IEnumerable<ProofCase> Shrink(ProofCase proof) =>
    [
        .. RandomPolicies.Shrink(proof.Policy).Select(smaller => proof with { Policy = smaller }),
        .. proof.Pattern.Select((_, place) => proof.Pattern.Remove(place, 1)).Where(smaller => EventPattern.TryParse(smaller, out _))
            .Select(smaller => proof with { Pattern = smaller }),
    ];

    private static BrokenGuarantee? Break(EventPolicy policy, string pattern, GuaranteedCustomer customer, GuaranteedOutcome expect) =>
        GuaranteeProof.FindBroken(policy, [Of("g", pattern, customer, expect)]).SingleOrDefault();

    private static Guarantee Of(string id, string pattern, GuaranteedCustomer customer, GuaranteedOutcome expect) =>
        new(id, EventPattern.Parse(pattern), customer, expect);

    private static IEnumerable<string> Texts(string alphabet, int length) => length == 0
        ? [""]
        : Texts(alphabet, length - 1).SelectMany(start => alphabet, (start, letter) => start + letter);

    private sealed record ProofCase(PolicyDraft Policy, string Pattern, GuaranteedCustomer Customer, GuaranteedOutcome Expect, string[] Fillings);
}
