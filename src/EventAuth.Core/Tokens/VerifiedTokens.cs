using System.Collections.Concurrent;

namespace EventAuth.Core.Tokens;

/// <summary>
/// Tokens that were verified with one key, remembered so that a visitor's next event costs no signature check.
/// Only success is remembered, and only the time is left to judge. Two generations bound it: when the young one is full the old one goes.
/// </summary>
internal sealed class VerifiedTokens(int capacity)
{
    private volatile ConcurrentDictionary<TokenDigest, VerifiedToken> _young = new();
    private volatile ConcurrentDictionary<TokenDigest, VerifiedToken> _old = new();
    private int _count;

    /// <summary>The remembered token, or null.</summary>
    public VerifiedToken? Find(TokenDigest digest)
    {
        if (_young.TryGetValue(digest, out var token))
        {
            return token;
        }

        if (_old.TryRemove(digest, out token))
        {
            Remember(digest, token);
            return token;
        }

        return null;
    }

    /// <summary>Remembers a token.</summary>
    public void Remember(TokenDigest digest, VerifiedToken token)
    {
        if (_young.TryAdd(digest, token) && Interlocked.Increment(ref _count) == Math.Max(1, capacity / 2))
        {
            _old = _young;
            _young = new ConcurrentDictionary<TokenDigest, VerifiedToken>();
            Interlocked.Exchange(ref _count, 0);
        }
    }

    /// <summary>Forgets a token that has expired.</summary>
    public void Forget(TokenDigest digest) => _young.TryRemove(digest, out _);
}
