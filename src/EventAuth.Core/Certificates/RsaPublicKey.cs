using System.Numerics;
using System.Security.Cryptography;

namespace EventAuth.Core.Certificates;

/// <summary>The two numbers of an RSA public key, as the contents of DER integers.</summary>
internal readonly ref struct RsaPublicKey(ReadOnlySpan<byte> modulus, ReadOnlySpan<byte> exponent)
{
    private const int MinKeySize = 2048;

    // One verification grows with the square of the size: 1 ms at 8192 bits.
    private const int MaxKeySize = 8192;

    private const int MinExponent = 65537;

    // What openssl takes with large moduli, too: 64 bits. Larger ones only make each verification dearer.
    private const int MaxExponentLength = 8;

    private readonly ReadOnlySpan<byte> _modulus = modulus;
    private readonly ReadOnlySpan<byte> _exponent = exponent;

    /// <summary>Size of the modulus in bits.</summary>
    public int KeySize => (Magnitude(_modulus).Length * 8) - BitOperations.LeadingZeroCount((uint)Magnitude(_modulus)[0]) + 24;

    /// <summary>What makes the key unfit for use, or null (NIST SP 800-56B Rev. 2, section 6.4.2.1; RFC 7518, section 3.3).</summary>
    public CertificateProblem? FindProblem()
    {
        if (!IsPositive(_modulus) || !IsPositive(_exponent))
        {
            return CertificateProblem.NotAKey;
        }

        return KeySize switch
        {
            < MinKeySize => CertificateProblem.KeyTooShort,
            > MaxKeySize => CertificateProblem.KeyTooLong,
            _ when (_modulus[^1] & 1) == 0 => CertificateProblem.EvenModulus,
            _ when !IsGoodExponent(Magnitude(_exponent)) => CertificateProblem.BadExponent,
            _ => null,
        };
    }

    /// <summary>The key as SubjectPublicKeyInfo, DER. Only of a key without problem.</summary>
    public byte[] ToSubjectPublicKeyInfo()
    {
        using var rsa = RSA.Create();
        rsa.ImportParameters(new RSAParameters { Modulus = Magnitude(_modulus).ToArray(), Exponent = Magnitude(_exponent).ToArray() });
        return rsa.ExportSubjectPublicKeyInfo();
    }

    private static bool IsGoodExponent(ReadOnlySpan<byte> exponent) =>
        (exponent[^1] & 1) == 1
        && exponent.Length <= MaxExponentLength
        && new BigInteger(exponent, isUnsigned: true, isBigEndian: true) >= MinExponent;

    // X.690, section 8.3.2: as few octets as possible; the first one shows the sign.
    private static bool IsPositive(ReadOnlySpan<byte> integer) => integer.Length switch
    {
        0 => false,
        1 => integer[0] is > 0 and < 0x80,
        _ => integer[0] < 0x80 && (integer[0] != 0 || integer[1] >= 0x80),
    };

    private static ReadOnlySpan<byte> Magnitude(ReadOnlySpan<byte> integer) => integer[0] == 0 ? integer[1..] : integer;
}
