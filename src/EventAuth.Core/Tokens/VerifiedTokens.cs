using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace EventAuth.Core.Tokens;

/// <summary>
/// Tokens that were verified with one key, kept so that a visitor's next event costs no signature check. Only valid ones are remembered,
/// and only the time is left to check. A token is remembered from its second use on: those that are used once, possibly many, only cost
/// memory. Two generations limit it: when the young one is full, in tokens or in bytes, the old one is dropped.
/// </summary>
/// <param name="maxTokens">How many tokens both generations hold at most.</param>
/// <param name="maxBytes">How many bytes of memory they take at most.</param>
internal sealed class VerifiedTokens(int maxTokens, long maxBytes)
{
    /// <summary>What an entry takes in addition to its texts, on 64 bits: its part of the dictionary, the token and the identity.</summary>
    private const int BytesPerToken = 256;

    /// <summary>What the thumbprint of a key takes.</summary>
    private const int BytesPerThumbprint = 56;

    private readonly Lock _gate = new();
    private readonly SeenTokens _seen = new();
    private volatile ConcurrentDictionary<TokenDigest, VerifiedToken> _young = new();
    private volatile ConcurrentDictionary<TokenDigest, VerifiedToken> _old = new();
    private int _count;
    private long _bytes;

    public VerifiedToken? Find(TokenDigest digest)
    {
        if (_young.TryGetValue(digest, out var token))
        {
            return token;
        }

        if (_old.TryRemove(digest, out token))
        {
            Remember(digest, token);
        }

        return token;
    }

    public void Meet(TokenDigest digest, VerifiedToken token)
    {
        if (_seen.Meet(digest))
        {
            Remember(digest, token);
        }
    }

    public void Remember(TokenDigest digest, VerifiedToken token)
    {
        if (!_young.TryAdd(digest, token))
        {
            return;
        }

        var bytes = Interlocked.Add(
            ref _bytes,
            BytesPerToken + (token.KeyThumbprint is null ? 0 : BytesPerThumbprint) + TextBytes(token.Identity));
        if (Interlocked.Increment(ref _count) >= Math.Max(1, maxTokens / 2) || bytes >= maxBytes / 2)
        {
            BeginGeneration();
        }
    }

    public void Forget(TokenDigest digest) => _young.TryRemove(digest, out _);

    private void BeginGeneration()
    {
        lock (_gate)
        {
            // Another thread may have begun it while this one waited.
            if (Volatile.Read(ref _count) < Math.Max(1, maxTokens / 2) && Interlocked.Read(ref _bytes) < maxBytes / 2)
            {
                return;
            }

            _old = _young;
            _young = new ConcurrentDictionary<TokenDigest, VerifiedToken>();
            Interlocked.Exchange(ref _count, 0);
            Interlocked.Exchange(ref _bytes, 0);
        }
    }

    private static int TextBytes(TokenIdentity identity) =>
        sizeof(char) * ((identity.Uuid?.Length ?? 0) + (identity.Email?.Length ?? 0)
            + (identity.FoldedEmail?.Length ?? 0) + (identity.CustomId?.Length ?? 0));
}

/// <summary>SHA-256 over a whole token: stands for it in memory. Nobody can make two tokens with the same one.</summary>
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
