using System.Formats.Asn1;

namespace EventAuth.Core.Certificates;

/// <summary>What the first bytes of a value say about it (X.690, section 8.1), even if the rest is missing.</summary>
internal readonly ref struct DerBeginning
{
    /// <summary>The longest value, in bytes; anything that claims to be longer is not a key.</summary>
    public const int MaxLength = 1 << 20;

    /// <summary>The tag of a sequence, with which every key begins.</summary>
    public const byte SequenceTag = 0x30;

    /// <summary>The tag of an integer.</summary>
    public const byte IntegerTag = 0x02;

    /// <summary>The identifier octet; 0 if the length after it cannot be read.</summary>
    public byte Tag { get; private init; }

    /// <summary>Whether the value is shorter than its length says.</summary>
    public bool IsCut { get; private init; }

    /// <summary>Whether the value is complete.</summary>
    public bool IsWhole => Tag != 0 && !IsCut;

    /// <summary>The content of the value, as far as it is there.</summary>
    public ReadOnlySpan<byte> Content { get; private init; }

    /// <summary>What follows the value.</summary>
    public ReadOnlySpan<byte> Rest { get; private init; }

    /// <summary>Reads tag and length.</summary>
    public static DerBeginning Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 2)
        {
            return new DerBeginning { IsCut = bytes.IsEmpty || bytes[0] == SequenceTag };
        }

        var behindTag = bytes[1..];
        if (!AsnDecoder.TryDecodeLength(behindTag, AsnEncodingRules.DER, out var length, out var size))
        {
            // The first octet says how many octets of the length follow; four are enough for everything that is read here.
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
