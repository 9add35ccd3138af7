using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Administration;

/// <summary>Finds everything that is wrong with a change in one go.</summary>
public static class PolicyValidator
{
    /// <summary>The most events on one list.</summary>
    public const int MaxListLength = 100_000;

    /// <summary>Makes the new policy of a change, or returns everything that is wrong with it.</summary>
    /// <param name="policy">What it is applied to.</param>
    /// <param name="define">Creates the certificate of an accepted key.</param>
    /// <param name="result">The new policy; the old one while there are problems.</param>
    public static ImmutableArray<PolicyProblem> Validate(
        PolicyChange change,
        EventPolicy policy,
        Func<CertificateReading.Accepted, Certificate> define,
        out EventPolicy result)
    {
        var problems = ImmutableArray.CreateBuilder<PolicyProblem>();
        var changed = policy with
        {
            Mode = change.Mode ?? policy.Mode,
            OtherEvents = change.OtherEvents ?? policy.OtherEvents,
            Guarantees = change.Guarantees is { } drafts ? GuaranteeReader.Read(drafts, problems) : policy.Guarantees,
        };
        foreach (var (kind, events) in change.Lists.OrderBy(list => list.Key))
        {
            changed = changed.With(kind, ReadList(kind, events, problems));
        }

        if (change.CertificateText is { } text)
        {
            switch (CertificateReader.Read(text))
            {
                case CertificateReading.Accepted accepted when accepted.Sha256 != policy.Certificate?.Sha256:
                    changed = changed.With(define(accepted));
                    break;
                case CertificateReading.Refused refused:
                    problems.Add(new PolicyProblem("pem", refused.Problem.ToCode()));
                    break;
            }
        }

        if (change.Trial is { } trial)
        {
            Validate(trial, problems);
        }

        if (change.Comment is { Length: > PolicyRevision.MaxCommentLength })
        {
            problems.Add(new PolicyProblem("comment", PolicyProblem.TooLong));
        }
        else if (change.OverridesGuarantees && string.IsNullOrWhiteSpace(change.Comment))
        {
            problems.Add(new PolicyProblem("comment", PolicyProblem.CommentRequired));
        }

        result = problems.Count == 0 ? changed : policy;
        return problems.ToImmutable();
    }

    private static void Validate(Trial trial, ImmutableArray<PolicyProblem>.Builder problems)
    {
        var field = trial.Kind.ToCode();
        if (trial.Minutes is < 1 or > PendingChange.MaxMinutes)
        {
            problems.Add(new PolicyProblem($"{field}.minutes", PolicyProblem.InvalidValue));
        }

        if (trial.Kind == PendingKind.Guard && trial.MaxRejectedPercent is not (>= 0 and <= 100))
        {
            problems.Add(new PolicyProblem($"{field}.maxRejectedPercent", PolicyProblem.InvalidValue));
        }
    }

    private static List<EventName> ReadList(
        EventListKind kind, IReadOnlyList<string?> events, ImmutableArray<PolicyProblem>.Builder problems)
    {
        var field = "lists." + kind.ToMemberName();
        if (events.Count > MaxListLength)
        {
            problems.Add(new PolicyProblem(field, PolicyProblem.TooMany));
            return [];
        }

        var names = new List<EventName>(events.Count);
        var seen = new HashSet<EventName>();
        for (var i = 0; i < events.Count; i++)
        {
            if (!EventName.TryParse(events[i], out var name))
            {
                problems.Add(new PolicyProblem($"{field}[{i}]", PolicyProblem.InvalidAction));
            }
            else if (!seen.Add(name))
            {
                problems.Add(new PolicyProblem($"{field}[{i}]", PolicyProblem.Duplicate));
            }
            else
            {
                names.Add(name);
            }
        }

        return names;
    }
}
