using System.Text.Json.Serialization;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

/// <summary>A certificate that is or was in force. Its id is for this definition: the same key defined again gets another one.</summary>
internal sealed class CertificateAnswer(Certificate certificate, string? currentId, int? version)
{
    public string Id { get; init; } = certificate.Id;
    public string State { get; init; } = certificate.Id == currentId ? "current" : "overwritten";

    /// <summary>64 lower-case hexadecimal digits over the DER SubjectPublicKeyInfo.</summary>
    public string Sha256 { get; init; } = certificate.Sha256;

    /// <summary>In bits.</summary>
    public int KeySize { get; init; } = certificate.KeySize;
    public DateTimeOffset CreatedAt { get; init; } = certificate.CreatedAt;
    public string CreatedBy { get; init; } = certificate.CreatedBy;

    /// <summary>The policy's version in force; only in the answer to <c>PUT</c>.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public int? Version { get; init; } = version;
}
