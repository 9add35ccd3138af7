using System.Text;
using System.Text.Json;
using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Api.Requests;

/// <summary>The body of <c>PUT /certificate</c>: the key's text, and whether it may replace the one in force.</summary>
internal static class CertificateBody
{
    /// <summary>Room for the longest key text with every character escaped.</summary>
    public const int MaxBytes = 512 * 1024;

    /// <summary>The answer to a private key.</summary>
    public static readonly PolicyProblem PrivateKey = new("pem", CertificateProblem.PrivateKey.ToCode());

    /// <summary>
    /// Whether a private key stands anywhere in a body, whatever it is: its line breaks may have broken the JSON around it, and it may
    /// stand in another member, even beside a public key.
    /// </summary>
    public static bool HoldsPrivateKey(ReadOnlySpan<byte> body) =>
        CertificateReader.Read(Encoding.UTF8.GetString(body)) is CertificateReading.Refused { Problem: CertificateProblem.PrivateKey };

    /// <summary>Takes the change out of the body; what is wrong with the key itself is for the validator.</summary>
    public static PolicyChange Read(JsonElement root, ICollection<PolicyProblem> problems)
    {
        var before = problems.Count;
        var pem = root.OptionalText("pem", problems);
        if (pem is null && problems.Count == before)
        {
            problems.Add(new FormProblem("pem", "required", "\"pem\" must hold the public key."));
        }

        return new PolicyChange { CertificateText = pem, OverwriteCertificate = root.OptionalFlag("overwrite", problems) };
    }
}
