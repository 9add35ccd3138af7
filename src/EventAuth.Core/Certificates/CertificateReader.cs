using System.Security.Cryptography;

namespace EventAuth.Core.Certificates;

/// <summary>Reads what people paste as a certificate: forgiving about its form, strict about the key.</summary>
public static class CertificateReader
{
    /// <summary>The longest text or file, in bytes.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>Reads a text.</summary>
    public static CertificateReading Read(string text)
    {
        try
        {
            using var rsa = RSA.Create();
            rsa.ImportFromPem(text);
            var der = rsa.ExportSubjectPublicKeyInfo();
            var pem = "-----BEGIN PUBLIC KEY-----" + Convert.ToBase64String(der) + "-----END PUBLIC KEY-----";
            return new CertificateReading.Accepted(pem, Convert.ToHexStringLower(SHA256.HashData(der)), rsa.KeySize, []);
        }
        catch (ArgumentException)
        {
            return new CertificateReading.Refused(CertificateProblem.NotAKey);
        }
    }
}
