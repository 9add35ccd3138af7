using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;

namespace EventAuth.Core.Certificates;

/// <summary>
/// Reads what people paste as a certificate: forgiving about its form, strict about the key.
/// A file's DER bytes come as their base64 text; that is one of the forms.
/// </summary>
public static class CertificateReader
{
    /// <summary>The longest text or file, in bytes.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>How long to look for one pattern, in milliseconds: a text that takes longer was made to.</summary>
    internal const int Patience = 1000;

    internal const RegexOptions AnyCase = RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;

    private const string Begin = "-----BEGIN PUBLIC KEY-----";
    private const string End = "-----END PUBLIC KEY-----";

    /// <summary>Reads a text. Never throws; a refusal names the first reason, the most helpful first.</summary>
    public static CertificateReading Read(string text)
    {
        if (text.Length > MaxLength || Encoding.UTF8.GetByteCount(text) > MaxLength)
        {
            return new CertificateReading.Refused(CertificateProblem.TooLarge);
        }

        var corrections = new SortedSet<CertificateCorrection>();
        try
        {
            var found = new KeyText(corrections).Read(text);
            return found.Der is { } der
                ? Accept(der, corrections)
                : new CertificateReading.Refused(ConvertibleForm.Of(found.Problem ?? CertificateProblem.NotAKey, text));
        }
        catch (RegexMatchTimeoutException)
        {
            return new CertificateReading.Refused(CertificateProblem.NotAKey);
        }
    }

    /// <summary>The DER bytes of a key in the stored form.</summary>
    internal static byte[] DerOf(string pem) => Convert.FromBase64String(pem[Begin.Length..^End.Length]);

    private static CertificateReading.Accepted Accept(byte[] der, IEnumerable<CertificateCorrection> corrections)
    {
        var key = KeyStructure.NumbersOf(der);
        var algorithm = new AlgorithmIdentifier(PkcsObjectIdentifiers.RsaEncryption, DerNull.Instance);
        var info = new SubjectPublicKeyInfo(algorithm, key).GetDerEncoded();
        return new CertificateReading.Accepted(
            Begin + Convert.ToBase64String(info) + End,
            Convert.ToHexStringLower(SHA256.HashData(info)),
            key.Modulus.BitLength,
            [.. corrections]);
    }
}
