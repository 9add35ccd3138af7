using System.Security.Cryptography;
using System.Text;

namespace EventAuth.EndToEnd.Tests.PrivateKeys;

/// <summary>The finder does find secrets: without this, finding nothing would mean nothing.</summary>
public sealed class SecretFinderTests
{
    private static readonly byte[] s_secret = RandomNumberGenerator.GetBytes(64);

    [Fact]
    public void IsIn_SixteenBytesAmongOthers_IsTrue() => Assert.True(Finder().IsIn([1, 2, 3, .. s_secret[20..36], 4]));

    [Fact]
    public void IsIn_FifteenBytesAmongOthers_IsFalse() =>
        Assert.False(Finder().IsIn([.. new byte[20], (byte)~s_secret[19], .. s_secret[20..35], (byte)~s_secret[35], .. new byte[20]]));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void IsIn_Base64AtAnyAlignment_IsTrue(int before) =>
        Assert.True(Finder().IsIn(Encoding.ASCII.GetBytes("{\"x\":\"" + Convert.ToBase64String([.. new byte[before], .. s_secret[..24]]) + "\"}")));

    [Fact]
    public void IsIn_HexadecimalDigits_IsTrue() => Assert.True(Finder().IsIn(Encoding.ASCII.GetBytes("x=" + Convert.ToHexStringLower(s_secret[..24]))));

    [Fact]
    public void IsIn_SecretWrittenInBase64_FindsTheBytesToo() =>
        Assert.True(new SecretFinder([Encoding.ASCII.GetBytes(Convert.ToBase64String(s_secret))]).IsIn(s_secret[10..30]));

    [Fact]
    public void IsIn_SomethingElse_IsFalse() => Assert.False(Finder().IsIn(RandomNumberGenerator.GetBytes(10_000)));

    private static SecretFinder Finder() => new([s_secret]);
}
