using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace EventAuth.Core.Tokens;

/// <summary>SHA-256 over a whole token: stands for it where tokens are remembered. Nobody can make two tokens with the same one.</summary>
internal readonly record struct TokenDigest(ulong First, ulong Second, ulong Third, ulong Fourth)
{
    public static TokenDigest Of(ReadOnlySpan<byte> token)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(token, digest);
        return MemoryMarshal.Read<TokenDigest>(digest);
    }

    // Any part of a digest is as good a hash as all of it.
    public override int GetHashCode() => First.GetHashCode();
}
