using System.Text;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Tests.Tokens;

public sealed class RefusedTokensTests
{
    private const int MaxTokens = 512;

    [Fact]
    public void Includes_WhatWasRemembered_AndNothingElse()
    {
        var tokens = new RefusedTokens(MaxTokens);
        tokens.Remember(Digest(1));

        Assert.True(tokens.Includes(Digest(1)));
        Assert.False(tokens.Includes(Digest(2)));
        Assert.False(tokens.Includes(Digest(1) with { First = 0 }));
    }

    [Fact]
    public void Remember_MoreThanTheCapacity_KeepsWhatIsMetAgain()
    {
        var tokens = new RefusedTokens(MaxTokens);
        tokens.Remember(Digest(-1));
        for (var number = 0; number < 20 * MaxTokens; number++)
        {
            tokens.Remember(Digest(number));
            Assert.True(tokens.Includes(Digest(number)));
            Assert.True(tokens.Includes(Digest(-1)));
        }

        Assert.Equal(MaxTokens, Enumerable.Range(-1, (20 * MaxTokens) + 1).Count(number => tokens.Includes(Digest(number))));
    }

    [Fact]
    public void Remember_SameTokenAgain_TakesNoSecondPlace()
    {
        var tokens = new RefusedTokens(MaxTokens);
        for (var number = 0; number < 20 * MaxTokens / 4; number++)
        {
            tokens.Remember(Digest(number / 20));
        }

        // They need a quarter of the places. With a place for each repetition, one token of eight places would still be there.
        Assert.InRange(Enumerable.Range(0, MaxTokens / 4).Count(number => tokens.Includes(Digest(number))), MaxTokens / 4 * 9 / 10, MaxTokens / 4);
    }

    [Fact]
    public void Remember_AnyNumberOfTokens_TakesNoMoreMemory()
    {
        var tokens = new RefusedTokens(MaxTokens);
        var digests = Enumerable.Range(0, 20 * MaxTokens).Select(Digest).ToArray();
        RememberAll();
        var before = GC.GetAllocatedBytesForCurrentThread();
        RememberAll();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void RememberAll()
        {
            foreach (var digest in digests)
            {
                tokens.Remember(digest);
                tokens.Includes(digest);
            }
        }
    }

    [Fact]
    public void Includes_ManyThreadsAtOnce_NeverFindsWhatWasNotRemembered()
    {
        var tokens = new RefusedTokens(MaxTokens);
        Parallel.For(0, 200_000, number =>
        {
            var known = Digest(number % 2_000);
            tokens.Remember(known);
            Assert.False(tokens.Includes(known with { First = ~known.First }));
            Assert.False(tokens.Includes(known with { Third = ~known.Third }));
        });
    }

    private static TokenDigest Digest(int number) => TokenDigest.Of(Encoding.ASCII.GetBytes($"token {number}"));
}
