using System.Text.Json;
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
            || FromJson(row.UpdateWithJwt) is not { } withJwt || (row.CertificateId is null) != (row.Certificate is null))
        {
            return null;
        }

        var policy = EventPolicy.Empty
            .With(EventListKind.AnonymousWithoutJwt, anonymous)
            .With(EventListKind.UpdateWithoutJwt, update)
            .With(EventListKind.UpdateWithJwt, withJwt);
        policy = row.Certificate is { } certificate ? policy.With(ToCertificate(certificate)) : policy;
        return new PolicyRevision(row.Version, policy, row.AppliedBy, row.AppliedAt, row.Comment);
    }

    public static Certificate ToCertificate(CertificateRecord row) =>
        new(row.Id, row.Pem, row.Sha256, row.KeySize, row.CreatedAt, row.CreatedBy);

    private static string ToJson(IEnumerable<EventName> events) => JsonSerializer.Serialize(events.Select(name => name.Value));

    private static List<EventName>? FromJson(string json) =>
        NamesJson.TryRead(json, out var names) && names.All(name => EventName.IsValid(name)) ? [.. names.Select(EventName.Parse)] : null;
}
