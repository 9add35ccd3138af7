using EventAuth.Core.Certificates;

namespace EventAuth.Core.Policies;

/// <summary>Finds everything that is wrong with a change, at once.</summary>
public static class PolicyValidator
{
    /// <summary>The most events on one list.</summary>
    public const int MaxListLength = 100_000;

    /// <summary>Makes the new policy of a change, or says all that is wrong with it.</summary>
    /// <param name="policy">What it is applied to.</param>
    /// <param name="define">Makes the certificate of an accepted key.</param>
    /// <param name="result">The new policy; the old one while there are problems.</param>
    public static ImmutableArray<PolicyProblem> Validate(
        PolicyChange change,
        EventPolicy policy,
        Func<CertificateReading.Accepted, Certificate> define,
        out EventPolicy result)
    {
        var problems = ImmutableArray.CreateBuilder<PolicyProblem>();
        var changed = policy;
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

        if (change.Comment is { Length: > PolicyRevision.MaxCommentLength })
        {
            problems.Add(new PolicyProblem("comment", PolicyProblem.CommentTooLong));
        }

        result = problems.Count == 0 ? changed : policy;
        return problems.ToImmutable();
    }

    private static List<EventName> ReadList(
        EventListKind kind, IReadOnlyList<string?> events, ImmutableArray<PolicyProblem>.Builder problems)
    {
        var field = "lists." + kind.ToMemberName();
        if (events.Count > MaxListLength)
        {
            problems.Add(new PolicyProblem(field, PolicyProblem.TooManyEvents));
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

/// <summary>One thing that is wrong with a change.</summary>
/// <param name="Field">Where, in the words of the HTTP contract: <c>lists.updateWithJwt[3]</c>, <c>pem</c>, <c>comment</c>.</param>
/// <param name="Code">What: one of the codes here, or that of a <see cref="Certificates.CertificateProblem"/>.</param>
public record PolicyProblem(string Field, string Code)
{
    /// <summary>A comment has more than <see cref="PolicyRevision.MaxCommentLength"/> characters.</summary>
    public const string CommentTooLong = "too_long";

    /// <summary>A list has more than <see cref="PolicyValidator.MaxListLength"/> events.</summary>
    public const string TooManyEvents = "too_many";

    /// <summary>What stands on a list is no <see cref="EventName"/>.</summary>
    public const string InvalidAction = "invalid_action";

    /// <summary>An event stands on the same list twice.</summary>
    public const string Duplicate = "duplicate";
}

/// <summary>What a person or program wants changed, as it came from outside: not validated yet.</summary>
public sealed record PolicyChange
{
    /// <summary>The lists to replace whole, with the names as written; a kind that is absent stays as it is.</summary>
    public ImmutableDictionary<EventListKind, IReadOnlyList<string?>> Lists { get; init; } =
        ImmutableDictionary<EventListKind, IReadOnlyList<string?>>.Empty;

    /// <summary>The text of a new certificate, or null to keep the present one.</summary>
    public string? CertificateText { get; init; }

    /// <summary>Whether a certificate in force may be replaced by another key.</summary>
    public bool OverwriteCertificate { get; init; }

    /// <summary>A remark for the history.</summary>
    public string? Comment { get; init; }

    /// <summary>A change of one list.</summary>
    public static PolicyChange OfList(EventListKind kind, IEnumerable<string> events, string? comment = null) => new()
    {
        Lists = ImmutableDictionary<EventListKind, IReadOnlyList<string?>>.Empty.Add(kind, [.. events]),
        Comment = comment,
    };

    /// <summary>A change of the certificate.</summary>
    public static PolicyChange OfCertificate(string text, bool overwrite) =>
        new() { CertificateText = text, OverwriteCertificate = overwrite };
}
