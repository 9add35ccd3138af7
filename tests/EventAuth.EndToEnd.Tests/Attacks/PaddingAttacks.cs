using EventAuth.Core.Tokens;

namespace EventAuth.EndToEnd.Tests.Attacks;

/// <summary>
/// Blocks that a careless reader of PKCS#1 v1.5 takes for the right one (Bleichenbacher 2006, and what followed it): signed with the shop's
/// own private key, so that only the block is wrong. The right block is rebuilt completely and compared (RFC 8017, section 8.2.2, note).
/// </summary>
internal static class PaddingAttacks
{
    private const int Size = 256;

    public static IEnumerable<Attack> All =>
    [
        Of("garbage after the hash", hash => Filled([0, 1, .. Ones(8), 0, .. Forgery.DigestInfo, .. hash], 0xA5)),
        Of("zeros after the hash", hash => Filled([0, 1, .. Ones(8), 0, .. Forgery.DigestInfo, .. hash], 0)),
        Of("one byte after the hash", hash => [0, 1, .. Ones(Size - 55), 0, .. Forgery.DigestInfo, .. hash, 0]),
        Of("seven bytes of padding and garbage", hash => Filled([0, 1, .. Ones(7), 0, .. Forgery.DigestInfo, .. hash], 0xFF)),
        Of("no padding and garbage", hash => Filled([0, 1, 0, .. Forgery.DigestInfo, .. hash], 0xFF)),
        Of("padding that is not all ones", hash => Changed(hash, 100, 0xFE)),
        Of("padding that begins with another byte", hash => Changed(hash, 2, 0)),
        Of("padding that ends with another byte", hash => Changed(hash, Size - 53, 0)),
        Of("block type 0", hash => Changed(hash, 1, 0)),
        Of("block type 2", hash => Changed(hash, 1, 2)),
        Of("first byte not zero", hash => Changed(hash, 0, 1)),
        Of("no separator", hash => Changed(hash, Size - 52, 0xFF)),
        Of("no algorithm, only the hash", hash => Padded(hash)),
        Of("NULL missing", hash => Padded([0x30, 0x2F, 0x30, 0x0B, .. Forgery.DigestInfo[4..15], 0x04, 0x20, .. hash])),
        Of("garbage in place of NULL", hash => Padded([0x30, 0x39, 0x30, 0x15, .. Forgery.DigestInfo[4..15], 0x04, 0x08, .. "garbage!"u8, 0x04, 0x20, .. hash])),
        Of("garbage behind NULL", hash => Padded([0x30, 0x33, 0x30, 0x0F, .. Forgery.DigestInfo[4..17], 0x01, 0x01, 0x04, 0x20, .. hash])),
        Of("length in long form", hash => Padded([0x30, 0x81, 0x31, .. Forgery.DigestInfo[2..], .. hash])),
        Of("indefinite length", hash => Padded([0x30, 0x80, .. Forgery.DigestInfo[2..], .. hash, 0, 0])),
        Of("SHA-1's name", hash => Padded([0x30, 0x2D, 0x30, 0x09, 0x06, 0x05, 0x2B, 0x0E, 0x03, 0x02, 0x1A, 0x05, 0x00, 0x04, 0x20, .. hash])),
        Of("SHA-512's name", hash => Padded([.. Forgery.DigestInfo[..14], 0x03, .. Forgery.DigestInfo[15..], .. hash])),
        Of("hash one byte short", hash => Padded([0x30, 0x30, .. Forgery.DigestInfo[2..18], 0x1F, .. hash[..^1]])),
        Of("hash of something else", hash => Padded([.. Forgery.DigestInfo, .. hash.Reverse()])),
        Of("hash as a bit string", hash => Padded([.. Forgery.DigestInfo[..17], 0x03, 0x20, .. hash])),
        Of("two hashes", hash => Padded([.. Forgery.DigestInfo, .. hash, .. Forgery.DigestInfo, .. hash])),
    ];

    /// <summary>The right block: proves that the attacks differ from a valid signature only in what they name.</summary>
    public static byte[] Right(byte[] hash) => Padded([.. Forgery.DigestInfo, .. hash]);

    private static Attack Of(string name, Func<byte[], byte[]> block) =>
        new("block with " + name, TokenFailure.WrongSignature, target => Forgery.WithBlock(target, hash => OfWholeSize(block(hash))));

    private static byte[] OfWholeSize(byte[] block)
    {
        Assert.Equal(Size, block.Length);
        return block;
    }

    private static byte[] Padded(byte[] content) => [0, 1, .. Ones(Size - 3 - content.Length), 0, .. content];

    private static byte[] Filled(byte[] beginning, byte filling) => [.. beginning, .. Enumerable.Repeat(filling, Size - beginning.Length)];

    private static byte[] Ones(int count) => [.. Enumerable.Repeat((byte)0xFF, count)];

    private static byte[] Changed(byte[] hash, int place, byte value)
    {
        var block = Right(hash);
        block[place] = value;
        return block;
    }
}
