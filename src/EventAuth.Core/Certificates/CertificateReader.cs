using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace EventAuth.Core.Certificates;

/// <summary>
/// Reads what people paste as a certificate: forgiving about its form, strict about the key.
/// A file's DER bytes come as their base64 text; that is one of the forms.
/// </summary>
public static class CertificateReader
{
    /// <summary>The longest text or file, in bytes.</summary>
    public const int MaxLength = 64 * 1024;

    /// <summary>Reads a text. Never throws; a refusal names the first reason in the order of what helps most.</summary>
    public static CertificateReading Read(string text)
    {
        if (text.Length > MaxLength || Encoding.UTF8.GetByteCount(text) > MaxLength)
        {
            return new CertificateReading.Refused(CertificateProblem.TooLarge);
        }

        var armor = KeyText.Read(text);
        if (armor.Problem is { } unreadable)
        {
            return new CertificateReading.Refused(unreadable);
        }

        return ReadKey(armor);
    }

    private static CertificateReading ReadKey(KeyText text)
    {
        var problem = KeyStructure.Read(text.Der, out var key) ?? key.FindProblem();
        if (problem is { } unfit)
        {
            return new CertificateReading.Refused(unfit);
        }

        var info = key.ToSubjectPublicKeyInfo();
        ImmutableArray<CertificateCorrection> corrections = info.AsSpan().SequenceEqual(text.Der)
            ? text.Corrections
            : [.. text.Corrections, CertificateCorrection.ConvertedFromPkcs1];
        var pem = KeyText.Begin + Convert.ToBase64String(info) + KeyText.End;
        return new CertificateReading.Accepted(pem, Convert.ToHexStringLower(SHA256.HashData(info)), key.KeySize, corrections);
    }
}
