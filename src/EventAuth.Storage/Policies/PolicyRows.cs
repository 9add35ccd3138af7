using System.Collections.Immutable;
using System.Text.Json;
using EventAuth.Core.Administration;
using EventAuth.Core.Certificates;

namespace EventAuth.Storage.Policies;

/// <summary>Converts between versions of the policy and their rows.</summary>
internal static class PolicyRows
{
    public static PolicyRevisionRecord ToRow(PolicyRevision revision) => new()
    {
        Version = revision.Version,
        AnonymousWithoutJwt = ToJson(revision.Policy[EventListKind.AnonymousWithoutJwt]),
        UpdateWithoutJwt = ToJson(revision.Policy[EventListKind.UpdateWithoutJwt]),
        UpdateWithJwt = ToJson(revision.Policy[EventListKind.UpdateWithJwt]),
        Mode = revision.Policy.Mode,
        OtherEvents = revision.Policy.OtherEvents,
        Guarantees = JsonSerializer.Serialize(revision.Policy.Guarantees.Select(GuaranteeDraft.Of), JsonSerializerOptions.Web),
        CertificateId = revision.Policy.Certificate?.Id,
        AppliedBy = revision.AppliedBy,
        AppliedAt = revision.AppliedAt,
        Comment = revision.Comment,
    };

    public static CertificateRecord ToRow(Certificate certificate) => new()
    {
        Id = certificate.Id,
        Pem = certificate.Pem,
        Sha256 = certificate.Sha256,
        KeySize = certificate.KeySize,
        CreatedAt = certificate.CreatedAt,
        CreatedBy = certificate.CreatedBy,
    };

    /// <summary>The version; null if its row is damaged: a part of one could be taken for the whole.</summary>
    public static PolicyRevision? ToRevision(PolicyRevisionRecord row)
    {
        if (FromJson(row.AnonymousWithoutJwt) is not { } anonymous || FromJson(row.UpdateWithoutJwt) is not { } update
            || FromJson(row.UpdateWithJwt) is not { } withJwt || (row.CertificateId is null) != (row.Certificate is null)
            || !Enum.IsDefined(row.Mode) || !Enum.IsDefined(row.OtherEvents) || ReadGuarantees(row.Guarantees) is not { } guarantees)
        {
            return null;
        }

        var policy = EventPolicy.Empty
            .With(EventListKind.AnonymousWithoutJwt, anonymous)
            .With(EventListKind.UpdateWithoutJwt, update)
            .With(EventListKind.UpdateWithJwt, withJwt);
        policy = policy with { Mode = row.Mode, OtherEvents = row.OtherEvents, Guarantees = guarantees };
        policy = row.Certificate is { } certificate ? policy.With(ToCertificate(certificate)) : policy;
        return new PolicyRevision(row.Version, policy, row.AppliedBy, row.AppliedAt, row.Comment);
    }

    public static PendingChangeRecord ToRow(PendingChange pending) => new()
    {
        Version = pending.Version,
        RevertsTo = pending.RevertsTo,
        Kind = pending.Kind,
        Until = pending.Until,
        MaxRejected = pending.MaxRejectedPercent is { } percent ? (int)Math.Round(percent * 100) : null,
        AfterDecision = pending.AfterDecision,
    };

    /// <summary>The change on trial. If it is not said how it proves itself, it comes back unless somebody confirms it.</summary>
    public static PendingChange ToPending(PendingChangeRecord row) => new(
        row.Version, row.RevertsTo, IsWhole(row) ? row.Kind : PendingKind.Confirm, row.Until, row.MaxRejected / 100.0, row.AfterDecision);

    /// <summary>Whether the row says how the change proves itself.</summary>
    public static bool IsWhole(PendingChangeRecord row) =>
        Enum.IsDefined(row.Kind) && (row.Kind == PendingKind.Guard) == (row.MaxRejected is not null);

    public static Certificate ToCertificate(CertificateRecord row) =>
        new(row.Id, row.Pem, row.Sha256, row.KeySize, row.CreatedAt, row.CreatedBy);

    private static string ToJson(IEnumerable<EventName> events) => JsonSerializer.Serialize(events.Select(name => name.Value));

    private static ImmutableArray<Guarantee>? ReadGuarantees(string json)
    {
        try
        {
            var problems = new List<PolicyProblem>();
            return JsonSerializer.Deserialize<GuaranteeDraft?[]>(json, JsonSerializerOptions.Web) is { } drafts && !drafts.Contains(null)
                && GuaranteeReader.Read(drafts!, problems) is var guarantees && problems.Count == 0
                ? guarantees
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static List<EventName>? FromJson(string json) =>
        NamesJson.TryRead(json, out var names) && names.All(name => EventName.IsValid(name)) ? [.. names.Select(EventName.Parse)] : null;
}
