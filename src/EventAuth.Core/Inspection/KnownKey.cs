using System.Numerics;
using EventAuth.Core.Certificates;

namespace EventAuth.Core.Inspection;

/// <summary>A certificate that is or was in force, to find out what its private key signed.</summary>
internal sealed class KnownKey : IDisposable
{
    // The last byte of each RSA-PSS message (RFC 8017, section 9.1.1, step 12); of other messages one in 256.
    private const byte PssTrailer = 0xbc;

    private static readonly HashAlgorithmName[] PssHashes = [HashAlgorithmName.SHA256, HashAlgorithmName.SHA384, HashAlgorithmName.SHA512];

    private readonly RSA _rsa;

    internal KnownKey(Certificate certificate, DateTimeOffset? overwrittenAt, RSA rsa)
    {
        (Certificate, OverwrittenAt, _rsa) = (certificate, overwrittenAt, rsa);
        Info = CertificateReader.DerOf(certificate.Pem);
    }

    public Certificate Certificate { get; }

    /// <summary>When it was overwritten; null for the one in force.</summary>
    public DateTimeOffset? OverwrittenAt { get; }

    public byte[] Info { get; }

    /// <summary>The length of its signatures, in bytes.</summary>
    public int SignatureLength => (_rsa.KeySize + 7) / 8;

    /// <summary>Reads a stored certificate; null when it cannot be used.</summary>
    public static KnownKey? Of(Certificate certificate, DateTimeOffset? overwrittenAt)
    {
        var rsa = RSA.Create();
        try
        {
            var key = new KnownKey(certificate, overwrittenAt, rsa);
            rsa.ImportSubjectPublicKeyInfo(key.Info, out _);
            return key;
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentOutOfRangeException)
        {
            rsa.Dispose();
            return null;
        }
    }

    /// <summary>What its private key signed, read from the signature; or null. One key operation, up to four for RSA-PSS.</summary>
    /// <param name="input">What was signed if it is RSA-PSS, which does not reveal that.</param>
    public SignedContent? Open(byte[] signature, byte[] input)
    {
        if (signature.Length != SignatureLength)
        {
            return null;
        }

        var numbers = _rsa.ExportParameters(includePrivateParameters: false);
        var (modulus, number) = (Number(numbers.Modulus), Number(signature));
        if (number >= modulus)
        {
            return null;
        }

        var message = new byte[SignatureLength];
        var found = BigInteger.ModPow(number, Number(numbers.Exponent), modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
        found.CopyTo(message.AsSpan(message.Length - found.Length));
        return SignedContent.Read(message) ?? (message[^1] == PssTrailer && SignedByPss(signature, input) ? SignedContent.Pss : null);
    }

    public void Dispose() => _rsa.Dispose();

    private bool SignedByPss(byte[] signature, byte[] input) =>
        Array.Exists(PssHashes, hash => _rsa.VerifyData(input.AsSpan(), signature, hash, RSASignaturePadding.Pss));

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
