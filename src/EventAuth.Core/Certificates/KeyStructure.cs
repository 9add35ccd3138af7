using System.Formats.Asn1;
using System.Numerics;

namespace EventAuth.Core.Certificates;

/// <summary>Tells by the structure of DER bytes what they hold, whatever the lines around them claim.</summary>
internal static class KeyStructure
{
    private const int MinKeySize = 2048;

    // One verification grows with the square of the size: 1 ms at 8192 bits.
    private const int MaxKeySize = 8192;

    // What openssl takes with large moduli, too. Larger ones only make each verification slower.
    private const int MaxExponentSize = 64;

    private const byte IntegerTag = 0x02;
    private const byte OctetStringTag = 0x04;
    private const byte ObjectIdentifierTag = 0x06;
    private const byte VersionTag = 0xa0;
    private const int MinExponent = 65537;

    // RFC 8017, appendix C.
    public const string RsaEncryption = "1.2.840.113549.1.1.1";
    private const string RsaPss = "1.2.840.113549.1.1.10";

    /// <summary>What makes the bytes unfit to be the key, or null for a sound RSA public key that fills them.</summary>
    public static CertificateProblem? FindProblem(byte[] der) => Read(der, out var key) ?? FindProblem(key.Modulus, key.Exponent);

    public static (BigInteger Modulus, BigInteger Exponent) NumbersOf(byte[] der) =>
        Read(der, out var key) is null ? key : throw new ArgumentException("These bytes are no RSA public key.", nameof(der));

    /// <summary>An RSAPublicKey of two numbers (RFC 8017, appendix A.1.1).</summary>
    public static byte[] Encode(BigInteger modulus, BigInteger exponent)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(modulus);
            writer.WriteInteger(exponent);
        }

        return writer.Encode();
    }

    private static CertificateProblem? Read(byte[] der, out (BigInteger Modulus, BigInteger Exponent) key)
    {
        key = default;
        if (der.Length == 0 || der[0] != DerBeginning.SequenceTag)
        {
            return der.Length == 0 ? CertificateProblem.CutOff : CertificateProblem.NotAKey;
        }

        // Secrets, certificates and the like are told by how they begin, so that a cut-off or prolonged one is still called what it is.
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
            var reader = new AsnReader(der, AsnEncodingRules.DER);
            var info = reader.ReadSequence();
            return info.PeekTag() == Asn1Tag.Integer
                ? ReadNumbers(info, reader.HasData, out key)
                : ReadSubjectPublicKeyInfo(info, reader.HasData, out key);
        }
        catch (AsnContentException)
        {
            return CertificateProblem.NotAKey;
        }
    }

    private static CertificateProblem? FindByHead(in DerBeginning head)
    {
        switch (head.Tag)
        {
            // PKCS#1, PKCS#8, PKCS#12 and SEC 1 begin with their version.
            case IntegerTag when head is { IsWhole: true, Content.Length: 1 }:
                return CertificateProblem.PrivateKey;
            case ObjectIdentifierTag when head.IsWhole:
                return CertificateProblem.Pkcs7;
            case DerBeginning.SequenceTag:
                var first = DerBeginning.Of(head.Content);
                return first.Tag switch
                {
                    // RFC 5280, section 4.1: the version in [0], or in version 1 the serial number. RFC 2986, section 4.1: version 0.
                    VersionTag => CertificateProblem.X509Certificate,
                    IntegerTag when first.IsWhole =>
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
    private static CertificateProblem? ReadNumbers(AsnReader numbers, bool rest, out (BigInteger Modulus, BigInteger Exponent) key)
    {
        key = (numbers.ReadInteger(), numbers.ReadInteger());
        return ReadRest(numbers) || rest ? CertificateProblem.TrailingBytes
            : key.Modulus.Sign <= 0 || key.Exponent.Sign <= 0 ? CertificateProblem.NotAKey
            : null;
    }

    // RFC 5280, section 4.1.2.7, with the parameters that RFC 3279, section 2.3.1, asks for.
    private static CertificateProblem? ReadSubjectPublicKeyInfo(
        AsnReader info, bool rest, out (BigInteger Modulus, BigInteger Exponent) key)
    {
        key = default;
        var algorithm = info.ReadSequence();
        var bits = new AsnReader(info.ReadBitString(out var unusedBits), AsnEncodingRules.DER);
        rest |= ReadRest(info);
        var name = algorithm.ReadObjectIdentifier();
        var hasNull = algorithm.HasData && algorithm.ReadEncodedValue().Span is [0x05, 0x00];
        if (ReadRest(algorithm) || unusedBits != 0 || (name == RsaEncryption && !hasNull))
        {
            return CertificateProblem.NotAKey;
        }

        if (name != RsaEncryption)
        {
            return name == RsaPss ? CertificateProblem.RsaPss : CertificateProblem.NotRsa;
        }

        var numbers = bits.ReadSequence();
        return ReadNumbers(numbers, rest || bits.HasData, out key);
    }

    // What follows must be well-formed, too: of bytes that only look like a key the end makes no sense.
    private static bool ReadRest(AsnReader reader)
    {
        var hasRest = reader.HasData;
        while (reader.HasData)
        {
            reader.ReadEncodedValue();
        }

        return hasRest;
    }

    // NIST SP 800-56B Rev. 2, section 6.4.2.1; RFC 7518, section 3.3.
    private static CertificateProblem? FindProblem(BigInteger modulus, BigInteger exponent) => modulus.GetBitLength() switch
    {
        < MinKeySize => CertificateProblem.KeyTooShort,
        > MaxKeySize => CertificateProblem.KeyTooLong,
        _ when modulus.IsEven => CertificateProblem.EvenModulus,
        _ when exponent.IsEven || exponent.GetBitLength() > MaxExponentSize || exponent < MinExponent => CertificateProblem.BadExponent,
        _ => null,
    };
}

/// <summary>What the first bytes of a value say of it (X.690, section 8.1), whether all of it is there or not.</summary>
internal readonly ref struct DerBeginning
{
    /// <summary>So long a value may be, in bytes; what claims to be longer is no key.</summary>
    public const int MaxLength = 1 << 20;
    public const byte SequenceTag = 0x30;

    /// <summary>The identifier octet; 0 where the length behind it cannot be read.</summary>
    public byte Tag { get; private init; }

    /// <summary>Whether the value ends before its length says so.</summary>
    public bool IsCut { get; private init; }

    public bool IsWhole => Tag != 0 && !IsCut;

    /// <summary>What lies in the value, as far as it is there.</summary>
    public ReadOnlySpan<byte> Content { get; private init; }

    public ReadOnlySpan<byte> Rest { get; private init; }

    public static DerBeginning Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
        {
            return new DerBeginning { IsCut = bytes.IsEmpty || bytes[0] == SequenceTag };
        }

        var behindTag = bytes[1..];
        if (!AsnDecoder.TryDecodeLength(behindTag, AsnEncodingRules.DER, out var length, out var size))
        {
            // The first octet says how many of the length follow it; four are enough for everything that is read here.
            return new DerBeginning { IsCut = behindTag[0] is > 0x80 and <= 0x84 && behindTag.Length <= behindTag[0] - 0x80 };
        }

        if (length is not { } claimed || claimed >= MaxLength)
        {
            return default;
        }

        var rest = behindTag[size..];
        return rest.Length < claimed
            ? new DerBeginning { Tag = bytes[0], IsCut = true, Content = rest }
            : new DerBeginning { Tag = bytes[0], Content = rest[..claimed], Rest = rest[claimed..] };
    }
}
