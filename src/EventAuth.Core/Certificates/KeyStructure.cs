using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Pkcs;
using Org.BouncyCastle.Asn1.X509;
using BigInteger = Org.BouncyCastle.Math.BigInteger;

namespace EventAuth.Core.Certificates;

/// <summary>Recognises what DER bytes are by their structure, whatever the lines around them claim.</summary>
internal static class KeyStructure
{
    private const int MinKeySize = 2048;

    // One verification grows with the square of the size: 1 ms at 8192 bits.
    private const int MaxKeySize = 8192;

    // The limit of openssl for large moduli, too. Larger ones only make each verification slower.
    private const int MaxExponentSize = 64;

    private const byte OctetStringTag = 0x04;
    private const byte ObjectIdentifierTag = 0x06;
    private const byte VersionTag = 0xa0;

    private static readonly BigInteger MinExponent = BigInteger.ValueOf(65537);

    /// <summary>Why the bytes cannot be the key, or null for exactly one valid RSA public key.</summary>
    public static CertificateProblem? FindProblem(byte[] der) => Read(der, out var key) ?? FindProblem(key.Modulus, key.PublicExponent);

    /// <summary>The two numbers in bytes that have no problem.</summary>
    public static RsaPublicKeyStructure NumbersOf(byte[] der) =>
        Read(der, out var key) is null ? key : throw new ArgumentException("These bytes are no RSA public key.", nameof(der));

    private static CertificateProblem? Read(byte[] der, out RsaPublicKeyStructure key)
    {
        key = null!;
        if (der.Length == 0 || der[0] != DerBeginning.SequenceTag)
        {
            return der.Length == 0 ? CertificateProblem.CutOff : CertificateProblem.NotAKey;
        }

        // Secrets, certificates and so on are recognised by their first bytes, so that a truncated or extended one is still recognised.
        var outer = DerBeginning.Of(der);
        if (outer.Tag == 0)
        {
            return outer.IsCut ? CertificateProblem.CutOff : CertificateProblem.NotAKey;
        }

        var head = DerBeginning.Of(outer.Content);
        if (FindByHead(head) is { } other)
        {
            return other;
        }

        if (!outer.IsWhole || !head.IsWhole)
        {
            return outer.IsCut || head.IsCut ? CertificateProblem.CutOff : CertificateProblem.NotAKey;
        }

        try
        {
            return ReadSequence(der, out var rest) is not { } info ? CertificateProblem.NotAKey
                : info.Count > 0 && info[0] is DerInteger ? ReadNumbers(info, rest, out key)
                : ReadSubjectPublicKeyInfo(info, rest, out key);
        }
        catch (Exception exception) when (IsMalformed(exception))
        {
            return CertificateProblem.NotAKey;
        }
    }

    private static CertificateProblem? FindByHead(in DerBeginning head)
    {
        switch (head.Tag)
        {
            // PKCS#1, PKCS#8, PKCS#12 and SEC 1 begin with their version.
            case DerBeginning.IntegerTag when head is { IsWhole: true, Content.Length: 1 }:
                return CertificateProblem.PrivateKey;
            case ObjectIdentifierTag when head.IsWhole:
                return CertificateProblem.Pkcs7;
            case DerBeginning.SequenceTag:
                var first = DerBeginning.Of(head.Content);
                return first.Tag switch
                {
                    // RFC 5280, section 4.1: the version in [0], or in version 1 the serial number. RFC 2986, section 4.1: version 0.
                    VersionTag => CertificateProblem.X509Certificate,
                    DerBeginning.IntegerTag when first.IsWhole =>
                        first.Content is [0] ? CertificateProblem.CertificateRequest : CertificateProblem.X509Certificate,

                    // RFC 5958, section 3: an encrypted key is an octet string behind its algorithm.
                    _ when head.Rest is [OctetStringTag, ..] => CertificateProblem.PrivateKey,
                    _ => null,
                };
            default:
                return null;
        }
    }

    // RFC 8017, appendix A.1.1: two integers and nothing else.
    private static CertificateProblem? ReadNumbers(Asn1Sequence numbers, bool rest, out RsaPublicKeyStructure key)
    {
        key = null!;
        if (numbers.Count < 2 || numbers[0] is not DerInteger modulus || numbers[1] is not DerInteger exponent)
        {
            return CertificateProblem.NotAKey;
        }

        if (numbers.Count > 2 || rest)
        {
            return CertificateProblem.TrailingBytes;
        }

        if (modulus.Value.SignValue <= 0 || exponent.Value.SignValue <= 0)
        {
            return CertificateProblem.NotAKey;
        }

        key = new RsaPublicKeyStructure(modulus.Value, exponent.Value);
        return null;
    }

    // RFC 5280, section 4.1.2.7, with the parameters that RFC 3279, section 2.3.1, asks for.
    private static CertificateProblem? ReadSubjectPublicKeyInfo(Asn1Sequence info, bool rest, out RsaPublicKeyStructure key)
    {
        key = null!;
        if (info.Count < 2 || info[0] is not Asn1Sequence { Count: > 0 } algorithm || algorithm[0] is not DerObjectIdentifier name
            || info[1] is not DerBitString { PadBits: 0 } bits)
        {
            return CertificateProblem.NotAKey;
        }

        if (!name.Equals(PkcsObjectIdentifiers.RsaEncryption))
        {
            return name.Equals(PkcsObjectIdentifiers.IdRsassaPss) ? CertificateProblem.RsaPss : CertificateProblem.NotRsa;
        }

        return algorithm.Count == 2 && algorithm[1] is DerNull && ReadSequence(bits.GetOctets(), out var restOfBits) is { } numbers
            ? ReadNumbers(numbers, rest || info.Count > 2 || restOfBits, out key)
            : CertificateProblem.NotAKey;
    }

    // Null for anything else, and for what is not written as in DER (X.690, section 10): the library reads leniently but writes
    // strictly, so a difference shows what was not DER.
    private static Asn1Sequence? ReadSequence(byte[] der, out bool rest)
    {
        using var bytes = new MemoryStream(der, writable: false);
        using var reader = new Asn1InputStream(bytes, DerBeginning.MaxLength);
        var sequence = reader.ReadObject() as Asn1Sequence;
        var end = (int)bytes.Position;
        rest = end < der.Length;
        return sequence?.GetEncoded(Asn1Encodable.Der).AsSpan().SequenceEqual(der.AsSpan(0, end)) == true ? sequence : null;
    }

    // NIST SP 800-56B Rev. 2, section 6.4.2.1; RFC 7518, section 3.3.
    private static CertificateProblem? FindProblem(BigInteger modulus, BigInteger exponent) => modulus.BitLength switch
    {
        < MinKeySize => CertificateProblem.KeyTooShort,
        > MaxKeySize => CertificateProblem.KeyTooLong,
        _ when !modulus.TestBit(0) => CertificateProblem.EvenModulus,
        _ when !exponent.TestBit(0) || exponent.BitLength > MaxExponentSize || exponent.CompareTo(MinExponent) < 0 =>
            CertificateProblem.BadExponent,
        _ => null,
    };

    // The library throws each of these for bad bytes.
    private static bool IsMalformed(Exception exception) =>
        exception is IOException or ArgumentException or InvalidOperationException or FormatException or ArithmeticException;
}
