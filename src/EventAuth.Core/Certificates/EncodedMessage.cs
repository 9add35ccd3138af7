namespace EventAuth.Core.Certificates;

/// <summary>EMSA-PKCS1-v1_5 with SHA-256 (RFC 8017, section 9.2): the one representative that a good signature can have.</summary>
internal static class EncodedMessage
{
    // AlgorithmIdentifier of SHA-256 with its NULL, and the digest's length (section 9.2, note 1).
    private static ReadOnlySpan<byte> DigestInfo =>
        [0x30, 0x31, 0x30, 0x0d, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];

    /// <summary>Writes the whole message: never is one taken apart, so there is nothing in it that could be overlooked (section 8.2.2, steps 3 and 4).</summary>
    public static void Write(ReadOnlySpan<byte> hash, Span<byte> message)
    {
        var padding = message.Length - hash.Length - DigestInfo.Length - 3;
        message[0] = 0;
        message[1] = 1;
        message.Slice(2, padding).Fill(0xff);
        message[2 + padding] = 0;
        DigestInfo.CopyTo(message[(3 + padding)..]);
        hash.CopyTo(message[^hash.Length..]);
    }
}
