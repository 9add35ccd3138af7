using System.Collections.Concurrent;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Proofs;

/// <summary>
/// Keys that are ready to verify, by their thumbprints: to make one ready costs about as much as a check. Only keys that a valid token
/// names come here. Two generations limit it: when the young one is full, the old one is dropped.
/// </summary>
/// <param name="maxKeys">How many keys it holds at most. Each takes about 4 KiB.</param>
internal sealed class ProofKeys(int maxKeys)
{
    private readonly Lock _gate = new();
    private volatile ConcurrentDictionary<TokenDigest, ECDsa> _young = new();
    private volatile ConcurrentDictionary<TokenDigest, ECDsa> _old = new();
    private int _count;

    /// <summary>The key of a thumbprint, which is the key's own. Null if it is no point of the curve.</summary>
    public ECDsa? Get(in TokenDigest thumbprint, in ProofJwk jwk)
    {
        if (_young.TryGetValue(thumbprint, out var key))
        {
            return key;
        }

        if (!_old.TryGetValue(thumbprint, out key) && (key = TryImport(jwk)) is null)
        {
            return null;
        }

        if (_young.TryAdd(thumbprint, key) && Interlocked.Increment(ref _count) >= maxKeys / 2)
        {
            BeginGeneration();
        }

        return key;
    }

    private static ECDsa? TryImport(in ProofJwk jwk)
    {
        try
        {
            return jwk.Import();
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    // Keys that are dropped are not disposed: a request may be using one.
    private void BeginGeneration()
    {
        lock (_gate)
        {
            if (Volatile.Read(ref _count) >= maxKeys / 2)
            {
                (_old, _young) = (_young, new ConcurrentDictionary<TokenDigest, ECDsa>());
                Interlocked.Exchange(ref _count, 0);
            }
        }
    }
}
