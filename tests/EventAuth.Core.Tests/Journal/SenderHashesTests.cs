using EventAuth.Core.Journal;

namespace EventAuth.Core.Tests.Journal;

public sealed class SenderHashesTests
{
    /// <summary>Each combination of what may be known of a sender.</summary>
    private static IEnumerable<SenderHashes> All =>
        from parts in Enumerable.Range(0, 32)
        select new SenderHashes(
            (parts & 1) != 0, (parts & 2) != 0, (parts & 4) != 0 ? 1 : 0UL, (parts & 8) != 0 ? ulong.MaxValue : 0,
            (parts & 16) != 0 ? 0x0123456789ABCDEF : 0UL);

    [Fact]
    public void ToBytes_IsAByteOfWhatIsKnownAndEightForEachIdentifier() => Assert.Equal(
        [0x17, 1, 2, 3, 4, 5, 6, 7, 8, 0xFF, 0, 0, 0, 0, 0, 0, 0xFE],
        new SenderHashes(HasToken: true, IsUuidOfToken: true, 0x0102030405060708, 0, 0xFF000000000000FE).ToBytes());

    [Fact]
    public void TryRead_WhatWasWritten_IsTheSame() => Assert.All(All, sender =>
    {
        Assert.True(SenderHashes.TryRead(sender.ToBytes(), out var read));
        Assert.Equal(sender, read);
        Assert.Equal(sender.ToBytes().Length == 1, read.IsEmpty);
    });

    [Fact]
    public void TryRead_NothingOrCutOffOrTooLong_IsRefused() => Assert.All(All, sender =>
    {
        var bytes = sender.ToBytes();
        Assert.All(Enumerable.Range(0, bytes.Length), length => AssertRefused(bytes[..length]));
        AssertRefused([.. bytes, 0]);
        AssertRefused([.. bytes, .. new byte[8]]);
    });

    [Theory]
    [InlineData(0x20)]
    [InlineData(0x40)]
    [InlineData(0x80)]
    public void TryRead_PartThatIsNotKnown_IsRefused(byte part) => Assert.All(All, sender =>
    {
        var bytes = sender.ToBytes();
        bytes[0] |= part;
        AssertRefused(bytes);
    });

    [Fact]
    public void TryRead_IdentifierThatStandsForNone_IsRefused() => AssertRefused([4, 0, 0, 0, 0, 0, 0, 0, 0]);

    private static void AssertRefused(byte[] bytes)
    {
        Assert.False(SenderHashes.TryRead(bytes, out var sender), Convert.ToHexString(bytes));
        Assert.Equal(default, sender);
    }
}
