using System.Numerics;
using System.Security.Cryptography;
using EventAuth.Core.Certificates;

namespace EventAuth.Core.Tokens.Inspection;

/// <summary>A certificate that is or was in force, to find out what its private key signed.</summary>
internal sealed class KnownKey : IDisposable
{
    private readonly RSA _rsa = RSA.Create();

    private KnownKey(Certificate certificate, DateTimeOffset? overwrittenAt)
    {
        (Certificate, OverwrittenAt) = (certificate, overwrittenAt);
        Info = CertificateReader.DerOf(certificate.Pem);
        _rsa.ImportSubjectPublicKeyInfo(Info, out _);
    }

    public Certificate Certificate { get; }

    /// <summary>When it was overwritten; null for the one in force.</summary>
    public DateTimeOffset? OverwrittenAt { get; }

    /// <summary>The DER SubjectPublicKeyInfo.</summary>
    public byte[] Info { get; }

    /// <summary>The length of its signatures, in bytes.</summary>
    public int SignatureLength => (_rsa.KeySize + 7) / 8;

    /// <summary>Reads a stored certificate; null when it cannot be used.</summary>
    public static KnownKey? Of(Certificate certificate, DateTimeOffset? overwrittenAt)
    {
        try
        {
            return new KnownKey(certificate, overwrittenAt);
        }
        catch (Exception exception) when (exception is CryptographicException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Whether the signature is one of its private key over this input.</summary>
    public bool Signed(ReadOnlySpan<byte> input, ReadOnlySpan<byte> signature, HashAlgorithmName hash, RSASignaturePadding padding) =>
        signature.Length == SignatureLength && _rsa.VerifyData(input, signature, hash, padding);

    /// <summary>
    /// Whether the signature is an RS256 one of its private key, over whatever input: s^e mod n then has the one form of RFC 8017, section 9.2,
    /// around some hash. By accident that happens once in 2^1000.
    /// </summary>
    public bool SignedSomething(ReadOnlySpan<byte> signature)
    {
        if (signature.Length != SignatureLength)
        {
            return false;
        }

        var numbers = _rsa.ExportParameters(includePrivateParameters: false);
        var modulus = Number(numbers.Modulus);
        var message = new byte[SignatureLength];
        var found = BigInteger.ModPow(Number(signature), Number(numbers.Exponent), modulus).ToByteArray(isUnsigned: true, isBigEndian: true);
        found.CopyTo(message.AsSpan(message.Length - found.Length));
        var expected = new byte[SignatureLength];
        EncodedMessage.Write(message.AsSpan()[^SHA256.HashSizeInBytes..], expected);
        return message.AsSpan().SequenceEqual(expected);
    }

    public void Dispose() => _rsa.Dispose();

    private static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
}
