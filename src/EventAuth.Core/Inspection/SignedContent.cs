using System.Security.Cryptography;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>
/// What a private key signed, as its public key shows it: for RSASSA-PKCS1-v1_5 a hash and its name (RFC 8017, section 9.2). That tells
/// at once whether the token was signed, or something else, and what.
/// </summary>
/// <param name="Hash">The name of the hash; null where the message has none, or the scheme hides it.</param>
/// <param name="Digest">The hash; null where the scheme hides it.</param>
internal sealed record SignedContent(HashAlgorithmName? Hash, byte[]? Digest)
{
    /// <summary>A good RSASSA-PSS signature, under whatever hash.</summary>
    public static readonly SignedContent Pss = new(null, null);

    // Section 9.2, note 1: what stands before the hash.
    private static readonly (HashAlgorithmName Hash, int Length, byte[] Prefix)[] Hashes =
    [
        (HashAlgorithmName.SHA1, SHA1.HashSizeInBytes, Convert.FromHexString("3021300906052b0e03021a05000414")),
        (HashAlgorithmName.SHA256, SHA256.HashSizeInBytes, Convert.FromHexString("3031300d060960864801650304020105000420")),
        (HashAlgorithmName.SHA384, SHA384.HashSizeInBytes, Convert.FromHexString("3041300d060960864801650304020205000430")),
        (HashAlgorithmName.SHA512, SHA512.HashSizeInBytes, Convert.FromHexString("3051300d060960864801650304020305000440")),
    ];

    /// <summary>Reads an encoded message; null for one that no signer of this scheme makes, as all are that another key made.</summary>
    public static SignedContent? Read(ReadOnlySpan<byte> message)
    {
        var end = message[2..].IndexOfAnyExcept((byte)0xff) + 2;
        if (message[0] != 0 || message[1] != 1 || end < 10 || message[end] != 0)
        {
            return null;
        }

        var rest = message[(end + 1)..];
        foreach (var (hash, length, prefix) in Hashes)
        {
            if (rest.Length == prefix.Length + length && rest.StartsWith(prefix))
            {
                return new SignedContent(hash, rest[^length..].ToArray());
            }
        }

        // A hash that was signed without its name: the low-level call of some libraries.
        return rest.Length == SHA256.HashSizeInBytes ? new SignedContent(null, rest.ToArray()) : null;
    }

    /// <summary>Whether it is the hash of this input, under its own name.</summary>
    public bool Is(ReadOnlySpan<byte> input) =>
        Hash is { } hash && CryptographicOperations.HashData(hash, input).AsSpan().SequenceEqual(Digest);

    /// <summary>Whether it is the SHA-256 hash of this input.</summary>
    public bool IsSha256Of(ReadOnlySpan<byte> input) => SHA256.HashData(input).AsSpan().SequenceEqual(Digest);
}
