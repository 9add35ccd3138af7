using EventAuth.Core.Policies;

namespace EventAuth.Core.Administration;

/// <summary>What a person or program wants changed, as received from outside: not validated yet.</summary>
public sealed record PolicyChange
{
    /// <summary>The lists to replace completely, with the names as written; a kind that is absent stays as it is.</summary>
    public ImmutableDictionary<EventListKind, IReadOnlyList<string?>> Lists { get; init; } =
        ImmutableDictionary<EventListKind, IReadOnlyList<string?>>.Empty;

    /// <summary>Whether the lists reject; null to keep it.</summary>
    public PolicyMode? Mode { get; init; }

    /// <summary>What happens to the events on no list; null to keep it.</summary>
    public OtherEvents? OtherEvents { get; init; }

    /// <summary>All guarantees as written; null to keep them.</summary>
    public IReadOnlyList<GuaranteeDraft>? Guarantees { get; init; }

    /// <summary>How the change proves itself after it is applied; null for a change that stays.</summary>
    public Trial? Trial { get; init; }

    /// <summary>Whether it is applied even if it breaks guarantees. Needs a comment.</summary>
    public bool OverridesGuarantees { get; init; }

    /// <summary>The text of a new certificate, or null to keep the current one.</summary>
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

    /// <summary>A change back to lists, mode, other events and guarantees of an earlier policy. The certificate stays.</summary>
    public static PolicyChange ToRestore(EventPolicy policy, string? comment) => new()
    {
        Lists = EventPolicy.Kinds.ToImmutableDictionary(
            kind => kind, kind => (IReadOnlyList<string?>)[.. policy[kind].Select(name => name.Value)]),
        Mode = policy.Mode,
        OtherEvents = policy.OtherEvents,
        Guarantees = [.. policy.Guarantees.Select(GuaranteeDraft.Of)],
        Comment = comment,
    };
}

/// <summary>How a change proves itself after it is applied.</summary>
/// <param name="Minutes">How long, 1 to <see cref="PendingChange.MaxMinutes"/>.</param>
/// <param name="MaxRejectedPercent">For a guard, 0 to 100.</param>
public sealed record Trial(PendingKind Kind, int Minutes, double? MaxRejectedPercent = null);

/// <summary>A guarantee as written: not validated yet. Its members have the codes of the HTTP contract.</summary>
public sealed record GuaranteeDraft(string? Id, string? Events, string? Customer, string? Expect, string? Note)
{
    /// <summary>A guarantee of a policy as it would be written.</summary>
    public static GuaranteeDraft Of(Guarantee guarantee) =>
        new(guarantee.Id, guarantee.Events.Value, guarantee.Customer.ToCode(), guarantee.Expect.ToCode(), guarantee.Note);
}
