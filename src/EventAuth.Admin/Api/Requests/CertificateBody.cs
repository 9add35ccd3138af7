using System.Text;
using EventAuth.Ingest.Responses;

namespace EventAuth.Admin.Api.Requests;

/// <summary>The body of <c>PUT /certificate</c>: the key's text, and whether it may replace the one in force.</summary>
internal static class CertificateBody
{
    /// <summary>Room for the longest key text with every character escaped.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>The answer to a private key.</summary>
    public static readonly ProblemError PrivateKey = new PolicyProblem("pem", CertificateProblem.PrivateKey.ToCode()).ToError();

    /// <summary>
    /// Whether there is a private key anywhere in a body, whatever it is: its line breaks may have broken the JSON around it, and it may
    /// be in another member, even next to a public key.
    /// </summary>
    public static bool HoldsPrivateKey(ReadOnlySpan<byte> body) =>
        CertificateReader.Read(Encoding.UTF8.GetString(body)) is CertificateReading.Refused { Problem: CertificateProblem.PrivateKey };

    /// <summary>Reads the change from the body; the validator checks the key itself.</summary>
    public static PolicyChange Read(JsonElement root, ICollection<ProblemError> errors)
    {
        var pem = root.OptionalText("pem", errors);
        if (pem is null && errors.Count == 0)
        {
            errors.Add(new ProblemError("pem", "required", "\"pem\" must hold the public key."));
        }

        var overwrite = root.TryGetProperty("overwrite", out var flag) ? flag.ValueKind : JsonValueKind.Null;
        if (overwrite is not (JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null))
        {
            errors.Add(new ProblemError("overwrite", "invalid_type", "\"overwrite\" must be true or false."));
        }

        return new PolicyChange { CertificateText = pem, OverwriteCertificate = overwrite == JsonValueKind.True };
    }
}
