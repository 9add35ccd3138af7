using System.Text.Json;
using System.Text.Json.Nodes;
using EventAuth.Core.Administration;
using EventAuth.Core.Certificates;

namespace EventAuth.Storage.Policies;

/// <summary>What the audit trail says about a new version of the policy: all that differs from the one before, and the comment.</summary>
internal static class PolicyAuditFacts
{
    private const string Subject = "policy";

    public static AuditFact Of(PolicyRevision? before, PolicyAppend append)
    {
        var after = append.Revision;
        var isCertificate = before?.Policy.Certificate?.Id != after.Policy.Certificate?.Id;
        var wasJson = before is null ? null : ToJson(before);
        var json = ToJson(after);
        foreach (var (name, value) in json.Where(member => member.Key is not ("version" or "comment")).ToList())
        {
            if (wasJson is not null && JsonNode.DeepEquals(value, wasJson[name]))
            {
                json.Remove(name);
                wasJson.Remove(name);
            }
        }

        if (append.Begins is { } pending)
        {
            json["pending"] = ToJson(pending);
        }

        if (!append.Overrides.IsEmpty)
        {
            json["overriddenGuarantees"] = new JsonArray([.. append.Overrides.Select(id => JsonValue.Create(id))]);
        }

        return new AuditFact(
            append.TakesBack is not null ? AuditAction.PolicyReverted
            : isCertificate ? AuditAction.PolicyCertificateDefined
            : AuditAction.PolicyListsChanged,
            Subject,
            wasJson is null ? null : AuditJson.Of(wasJson),
            AuditJson.Of(json)) { Who = after.AppliedBy };
    }

    public static AuditFact OfKept(PendingChange pending, string author) =>
        new(AuditAction.PolicyKept, Subject, null, AuditJson.Of(new JsonObject { ["version"] = pending.Version })) { Who = author };

    private static JsonObject ToJson(PolicyRevision revision)
    {
        var json = new JsonObject { ["version"] = revision.Version };
        foreach (var kind in EventPolicy.Kinds)
        {
            json[kind.ToMemberName()] = new JsonArray([.. revision.Policy[kind].Select(name => JsonValue.Create(name.Value))]);
        }

        json["mode"] = revision.Policy.Mode.ToCode();
        json["otherEvents"] = revision.Policy.OtherEvents.ToCode();
        json["guarantees"] = JsonSerializer.SerializeToNode(
            revision.Policy.Guarantees.Select(GuaranteeDraft.Of), JsonSerializerOptions.Web);
        json["certificate"] = ToJson(revision.Policy.Certificate);
        if (revision.Comment is { } comment)
        {
            json["comment"] = comment;
        }

        return json;
    }

    private static JsonObject ToJson(PendingChange pending) => new()
    {
        ["kind"] = pending.Kind.ToCode(),
        ["until"] = pending.Until.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
        ["revertsTo"] = pending.RevertsTo,
    };

    private static JsonObject? ToJson(Certificate? certificate) => certificate is null
        ? null
        : new JsonObject { ["id"] = certificate.Id, ["sha256"] = certificate.Sha256, ["keySize"] = certificate.KeySize };
}
