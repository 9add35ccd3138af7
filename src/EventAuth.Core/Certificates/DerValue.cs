namespace EventAuth.Core.Certificates;

/// <summary>One value of ASN.1 in distinguished encoding (X.690, sections 8.1 and 10.1): the tag and what lies in it.</summary>
internal readonly ref struct DerValue
{
    public const byte Integer = 0x02;
    public const byte BitString = 0x03;
    public const byte OctetString = 0x04;
    public const byte Null = 0x05;
    public const byte ObjectIdentifier = 0x06;
    public const byte Sequence = 0x30;

    private DerValue(byte tag, ReadOnlySpan<byte> content)
    {
        Tag = tag;
        Content = content;
    }

    /// <summary>The identifier octet; 0 for the default value, which is none.</summary>
    public byte Tag { get; }

    public ReadOnlySpan<byte> Content { get; }

    /// <summary>Takes the first value off the bytes.</summary>
    public static DerOutcome Take(scoped ref ReadOnlySpan<byte> bytes, out DerValue value)
    {
        value = default;
        var rest = bytes;
        if (rest.Length < 2)
        {
            return rest.IsEmpty || rest[0] == Sequence ? DerOutcome.CutOff : DerOutcome.Malformed;
        }

        var tag = rest[0];
        int length = rest[1];
        rest = rest[2..];
        if (length > 0x80)
        {
            // Four bytes hold every length that fits into what is read here; more of them, or fewer than written, is not distinguished.
            var size = length - 0x80;
            if (size > 4)
            {
                return DerOutcome.Malformed;
            }

            if (rest.Length < size)
            {
                return DerOutcome.CutOff;
            }

            uint wide = 0;
            foreach (var octet in rest[..size])
            {
                wide = (wide << 8) | octet;
            }

            if (rest[0] == 0 || wide < 0x80 || wide > int.MaxValue)
            {
                return DerOutcome.Malformed;
            }

            length = (int)wide;
            rest = rest[size..];
        }
        else if (length == 0x80)
        {
            return DerOutcome.Malformed;
        }

        if (rest.Length < length)
        {
            // What is there is still handed over: the beginning of a private key must be known as one.
            value = new DerValue(tag, rest);
            return DerOutcome.CutOff;
        }

        value = new DerValue(tag, rest[..length]);
        bytes = rest[length..];
        return DerOutcome.Taken;
    }
}

/// <summary>How the reading of a value ended.</summary>
internal enum DerOutcome
{
    Taken,
    CutOff,
    Malformed,
}
