using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;

namespace EventAuth.Core.Certificates;

/// <summary>What <see cref="CertificateReader"/> made of a text.</summary>
public abstract record CertificateReading
{
    private CertificateReading() { }

    /// <summary>A valid RSA public key.</summary>
    /// <param name="Pem">SubjectPublicKeyInfo as PEM on one line.</param>
    /// <param name="Sha256">64 lower-case hexadecimal digits over the DER SubjectPublicKeyInfo.</param>
    /// <param name="KeySize">Size of the modulus in bits.</param>
    /// <param name="Corrections">What was corrected, for the person who pasted it; empty when the text had the stored form.</param>
    public sealed record Accepted(
        string Pem, string Sha256, int KeySize, ImmutableArray<CertificateCorrection> Corrections) : CertificateReading;

    /// <summary>Not usable.</summary>
    public sealed record Refused(CertificateProblem Problem) : CertificateReading;
}
