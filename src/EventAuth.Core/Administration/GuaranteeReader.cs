using EventAuth.Core.Policies;

namespace EventAuth.Core.Administration;

/// <summary>Reads guarantees as people and programs write them, and as they are stored.</summary>
public static class GuaranteeReader
{
    /// <summary>Reads all that are right, and reports what is wrong with the others.</summary>
    public static ImmutableArray<Guarantee> Read(IReadOnlyList<GuaranteeDraft> drafts, ICollection<PolicyProblem> problems)
    {
        if (drafts.Count > Guarantee.MaxCount)
        {
            problems.Add(new PolicyProblem("guarantees", PolicyProblem.TooMany));
            return [];
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        return [.. drafts.Select((draft, place) => Read(draft, $"guarantees[{place}]", seen, problems)).OfType<Guarantee>()];
    }

    private static Guarantee? Read(GuaranteeDraft draft, string field, HashSet<string> seen, ICollection<PolicyProblem> problems)
    {
        var before = problems.Count;
        Check(Guarantee.IsId(draft.Id), "id", PolicyProblem.InvalidId);
        Check(draft.Id is null || seen.Add(draft.Id), "id", PolicyProblem.Duplicate);
        Check(EventPattern.TryParse(draft.Events, out var events), "events", PolicyProblem.InvalidPattern);
        Check(PolicyCodes.TryRead<GuaranteedCustomer>(draft.Customer, out var customer), "customer", PolicyProblem.InvalidValue);
        Check(PolicyCodes.TryRead<GuaranteedOutcome>(draft.Expect, out var expect), "expect", PolicyProblem.InvalidValue);
        Check(draft.Note is not { Length: > Guarantee.MaxNoteLength }, "note", PolicyProblem.TooLong);
        return problems.Count == before
            ? new Guarantee(draft.Id!, events, customer, expect, string.IsNullOrWhiteSpace(draft.Note) ? null : draft.Note.Trim())
            : null;

        void Check(bool isRight, string member, string code)
        {
            if (!isRight)
            {
                problems.Add(new PolicyProblem($"{field}.{member}", code));
            }
        }
    }
}
