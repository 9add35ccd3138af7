using System.Text;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens;

public sealed class TokenFormTests
{
    private static readonly string Good = SigningKey.Shared.SignCompact(TokenCase.Header, TokenCase.Payload);

    [Fact]
    public void Verify_GoodToken_GivesTheIdentity() =>
        Assert.Equal(TokenVerification.Valid(new TokenIdentity(null, null, "c-17")) with { CheckedSignature = true }, TokenCase.Verify(Good));

    [Fact]
    public void Verify_NoKeyInForce_IsNoCertificate() =>
        Assert.Equal(TokenFailure.NoCertificate, new TokenVerifier(new TokenRules()).Verify(Encoding.UTF8.GetBytes(Good), null, TokenCase.Now).Failure);

    [Fact]
    public void Verify_TokenOfAnotherKey_IsWrongSignature() =>
        Assert.Equal(TokenFailure.WrongSignature, TokenCase.Verify(SigningKey.Other.SignCompact(TokenCase.Header, TokenCase.Payload)).Failure);

    [Fact]
    public void Verify_EachCharacterChanged_IsRefused()
    {
        for (var i = 0; i < Good.Length; i++)
        {
            var changed = Good[..i] + (Good[i] == 'A' ? 'B' : 'A') + Good[(i + 1)..];
            Assert.NotEqual(TokenFailure.None, TokenCase.Verify(changed).Failure);
        }
    }

    [Fact]
    public void Verify_EachBeginning_IsRefused()
    {
        for (var length = 0; length < Good.Length; length++)
        {
            Assert.NotEqual(TokenFailure.None, TokenCase.Verify(Good[..length]).Failure);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("....")]
    [InlineData("a.b.c.d.e")]
    [InlineData("no dots")]
    public void Verify_NotThreeUsableParts_IsRefused(string token) => Assert.NotEqual(TokenFailure.None, TokenCase.Verify(token).Failure);

    [Fact]
    public void Verify_EncryptedTokenOfFiveParts_IsNotThreeParts() =>
        Assert.Equal(TokenFailure.NotThreeParts, TokenCase.Verify(SigningKey.Encode("""{"alg":"RSA-OAEP","enc":"A256GCM"}"""u8) + ".AAAA.AAAA.AAAA.AAAA").Failure);

    [Fact]
    public void Verify_OneByteTooLong_IsTooLong()
    {
        var filled = FilledTo(TokenRules.MaxLength);
        Assert.Equal(TokenRules.MaxLength, filled.Length);
        Assert.Equal(TokenFailure.None, TokenCase.Verify(filled).Failure);
        Assert.Equal(TokenFailure.TooLong, TokenCase.Verify(filled + "A").Failure);
        Assert.Equal(TokenFailure.TooLong, TokenCase.Verify(new string('A', 10_000_000)).Failure);
    }

    [Fact]
    public void Verify_KidOfTenKilobytes_IsTooLong() =>
        Assert.Equal(TokenFailure.TooLong, TokenCase.WithHeader($$"""{"alg":"RS256","kid":"{{new string('k', 10_240)}}"}"""));

    [Theory]
    [InlineData("=")]
    [InlineData("==")]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("+")]
    [InlineData("/")]
    [InlineData("\0")]
    [InlineData("é")]
    public void Verify_CharacterOutsideTheAlphabetInAnyPart_IsBadBase64(string character)
    {
        var parts = Good.Split('.');
        for (var part = 0; part < 3; part++)
        {
            for (var place = 0; place <= 2; place++)
            {
                var text = parts[part];
                var at = place * text.Length / 2;
                string[] changed = [.. parts];
                changed[part] = text[..at] + character + text[at..];
                Assert.Equal(TokenFailure.BadBase64, TokenCase.Verify(string.Join('.', changed)).Failure);
            }
        }
    }

    [Fact]
    public void Verify_NonZeroTrailingBitsInTheSignature_IsBadBase64()
    {
        // 256 bytes end in a character with two used bits: only A, Q, g and w are right.
        foreach (var last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".Except(['A', 'Q', 'g', 'w']))
        {
            Assert.Equal(TokenFailure.BadBase64, TokenCase.Verify(Good[..^1] + last).Failure);
        }
    }

    [Theory]
    [InlineData("QQ", true)]
    [InlineData("QR", false)]
    [InlineData("QUE", true)]
    [InlineData("QUF", false)]
    [InlineData("QUFB", true)]
    [InlineData("Q", false)]
    [InlineData("QUFBQ", false)]
    [InlineData("", true)]
    public void StrictBase64Url_LastGroup_HasOneTextForEachValue(string text, bool expected) =>
        Assert.Equal(expected, StrictBase64Url.TryDecode(Encoding.ASCII.GetBytes(text), new byte[8], out _));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(257)]
    [InlineData(512)]
    public void Verify_SignatureOfAnotherLength_IsWrongSignatureLength(int length)
    {
        var input = Good[..Good.LastIndexOf('.')];
        Assert.Equal(TokenFailure.WrongSignatureLength, TokenCase.Verify(input + "." + SigningKey.Encode(new byte[length])).Failure);
    }

    [Fact]
    public void Verify_SignatureWithLeadingZeroCutOrAdded_IsWrongSignatureLength()
    {
        // RFC 8017, section 8.2.2: the length is checked before the number.
        var at = Good.LastIndexOf('.');
        var signature = System.Buffers.Text.Base64Url.DecodeFromChars(Good.AsSpan(at + 1));
        byte[] longer = [0, .. signature];
        Assert.Equal(TokenFailure.WrongSignatureLength, TokenCase.Verify(Good[..(at + 1)] + SigningKey.Encode(longer)).Failure);
    }

    [Fact]
    public void Verify_ManyThreadsOnOneKey_AllAgree()
    {
        var foreign = SigningKey.Other.SignCompact(TokenCase.Header, TokenCase.Payload);
        Parallel.For(0, 2_000, i =>
            Assert.Equal(i % 2 == 0 ? TokenFailure.None : TokenFailure.WrongSignature, TokenCase.Verify(i % 2 == 0 ? Good : foreign).Failure));
    }

    [Fact]
    public void Verify_RememberedToken_AllocatesNothing() => Assert.Equal(0, AllocatedByNextVerification(Good));

    [Fact]
    public void Verify_TokenOfAnotherKey_AllocatesNothing() =>
        Assert.Equal(0, AllocatedByNextVerification(SigningKey.Other.SignCompact(TokenCase.Header, TokenCase.Payload)));

    // The least of several: what the runtime allocates on this thread while it warms up is not from the verifier.
    private static long AllocatedByNextVerification(string text)
    {
        var token = Encoding.ASCII.GetBytes(text);
        var verifier = new TokenVerifier(new TokenRules());
        var least = long.MaxValue;
        for (var i = 0; i < 20; i++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            verifier.Verify(token, TokenCase.Key, TokenCase.Now);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    private static string FilledTo(int length)
    {
        var rest = length - (256 * 4 + 2) / 3 - 2 - (Encoding.ASCII.GetByteCount(TokenCase.Header) * 4 + 2) / 3;
        var payload = TokenCase.Payload[..^1] + ",\"x\":\"";
        return SigningKey.Shared.SignCompact(TokenCase.Header, payload + new string('x', rest * 3 / 4 - payload.Length - 2) + "\"}");
    }
}
