using System.Text.Json.Nodes;
using EventAuth.Core.Certificates;

namespace EventAuth.Storage.Policies;

/// <summary>What the audit trail says about a new version of the policy: all that differs from the one before, and the comment.</summary>
internal static class PolicyAuditFacts
{
    public static AuditFact Of(PolicyRevision? before, PolicyRevision after)
    {
        var isCertificate = before?.Policy.Certificate?.Id != after.Policy.Certificate?.Id;
        var kinds = EventPolicy.Kinds.Where(kind => before is null || !before.Policy[kind].SetEquals(after.Policy[kind])).ToList();
        return new AuditFact(
            isCertificate ? AuditAction.PolicyCertificateDefined : AuditAction.PolicyListsChanged,
            "policy",
            before is null ? null : ToJson(before, kinds, isCertificate),
            ToJson(after, kinds, isCertificate)) { Who = after.AppliedBy };
    }

    private static string ToJson(PolicyRevision revision, IReadOnlyCollection<EventListKind> kinds, bool isCertificate)
    {
        var json = new JsonObject { ["version"] = revision.Version };
        foreach (var kind in kinds)
        {
            json[kind.ToMemberName()] = new JsonArray([.. revision.Policy[kind].Select(name => JsonValue.Create(name.Value))]);
        }

        if (isCertificate)
        {
            json["certificate"] = ToJson(revision.Policy.Certificate);
        }

        if (revision.Comment is { } comment)
        {
            json["comment"] = comment;
        }

        return AuditJson.Of(json);
    }

    private static JsonObject? ToJson(Certificate? certificate) => certificate is null
        ? null
        : new JsonObject { ["id"] = certificate.Id, ["sha256"] = certificate.Sha256, ["keySize"] = certificate.KeySize };
}
