namespace EventAuth.Core.Tokens;

/// <summary>Which valid tokens were seen before, approximately: a Bloom filter of 2 MiB. An error costs a check, never a verdict.</summary>
internal sealed class SeenTokens
{
    private const int Words = 1 << 18;
    private const int BitsPerWord = 64;

    /// <summary>An eighth of the bits: one token in twenty is wrongly taken as seen; with more it starts again.</summary>
    private const int MaxTokens = Words * BitsPerWord / 8;

    private readonly ulong[] _bits = new ulong[Words];
    private int _count;

    /// <summary>Remembers a token. Returns whether it was seen before.</summary>
    public bool Meet(in TokenDigest digest)
    {
        var isKnown = SetBit(digest.Second) & SetBit(digest.Third);
        if (!isKnown && Interlocked.Increment(ref _count) >= MaxTokens)
        {
            Array.Clear(_bits);
            Interlocked.Exchange(ref _count, 0);
        }

        return isKnown;
    }

    // Whether it was set before.
    private bool SetBit(ulong hash)
    {
        var bit = 1UL << (int)(hash % BitsPerWord);
        return (Interlocked.Or(ref _bits[hash / BitsPerWord % Words], bit) & bit) != 0;
    }
}
