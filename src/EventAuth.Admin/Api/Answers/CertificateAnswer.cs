using System.Text.Json.Serialization;
using EventAuth.Core.Certificates;

namespace EventAuth.Admin.Api.Answers;

/// <summary>A certificate that is or was in force.</summary>
/// <param name="Id">Names this definition; the same key defined again later gets another one.</param>
/// <param name="State"><c>current</c> or <c>overwritten</c>.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits over the DER SubjectPublicKeyInfo.</param>
/// <param name="KeySize">In bits.</param>
/// <param name="CreatedAt">When it was defined.</param>
/// <param name="CreatedBy">Who defined it.</param>
/// <param name="Version">The policy's version in force; only in the answer to <c>PUT</c>.</param>
internal sealed record CertificateAnswer(
    string Id,
    string State,
    string Sha256,
    int KeySize,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Version)
{
    public static CertificateAnswer Of(Certificate certificate, string? currentId, int? version = null) => new(
        certificate.Id,
        certificate.Id == currentId ? "current" : "overwritten",
        certificate.Sha256,
        certificate.KeySize,
        certificate.CreatedAt,
        certificate.CreatedBy,
        version);
}
