namespace EventAuth.Core.Tokens;

/// <summary>
/// Tokens whose signatures some keys did not make, so that repeating them costs no signature check. After a change of the keys,
/// create a new one. Its memory is fixed: the entry that was not seen again for the longest time is replaced.
/// </summary>
/// <param name="maxTokens">How many tokens it holds at most, a multiple of 512. Each takes 32 bytes.</param>
internal sealed class RefusedTokens(int maxTokens)
{
    /// <summary>Each token belongs to one set. Filling a set pushes out what is there: that costs checks, but changes no verdict.</summary>
    private const int TokensPerSet = 8;

    private const int MaxGates = 64;

    private readonly TokenDigest[] _digests = new TokenDigest[maxTokens];
    private readonly Lock[] _gates = [.. Enumerable.Range(0, MaxGates).Select(_ => new Lock())];

    public bool Includes(in TokenDigest digest)
    {
        lock (GateOf(digest))
        {
            var set = SetOf(digest);
            var place = set.IndexOf(digest);
            if (place >= 0)
            {
                PutFirst(set, place, digest);
            }

            return place >= 0;
        }
    }

    public void Remember(in TokenDigest digest)
    {
        lock (GateOf(digest))
        {
            var set = SetOf(digest);
            var place = set.IndexOf(digest);
            PutFirst(set, place >= 0 ? place : set.Length - 1, digest);
        }
    }

    // The sets of a gate are those whose numbers have the same remainder.
    private Lock GateOf(in TokenDigest digest) => _gates[digest.Fourth % MaxGates];

    private Span<TokenDigest> SetOf(in TokenDigest digest) =>
        _digests.AsSpan((int)(digest.Fourth % (ulong)(_digests.Length / TokensPerSet)) * TokensPerSet, TokensPerSet);

    // The set is ordered by when each was last seen.
    private static void PutFirst(Span<TokenDigest> set, int place, in TokenDigest digest)
    {
        set[..place].CopyTo(set[1..]);
        set[0] = digest;
    }
}
