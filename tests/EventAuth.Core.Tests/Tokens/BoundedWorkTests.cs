using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens;

/// <summary>The signature is the slowest step: what can be refused without it never gets there, and nothing gets there twice.</summary>
public sealed class BoundedWorkTests
{
    private static readonly string s_good = SigningKey.Shared.SignCompact(TokenCase.Header, TokenCase.Payload);

    private static readonly string s_signature = s_good[(s_good.LastIndexOf('.') + 1)..];

    public static TheoryData<string, string, TokenFailure> Malformed => new()
    {
        { "one byte too long", s_good + new string('A', TokenRules.MaxLength + 1 - s_good.Length), TokenFailure.TooLong },
        { "ten megabytes", new string('A', 10_000_000), TokenFailure.TooLong },
        { "ten megabytes of dots", new string('.', 10_000_000), TokenFailure.TooLong },
        { "nothing", "", TokenFailure.NotThreeParts },
        { "two parts", s_good[..s_good.LastIndexOf('.')], TokenFailure.NotThreeParts },
        { "five parts", s_good + ".AAAA.AAAA", TokenFailure.NotThreeParts },
        { "padding", s_good + "=", TokenFailure.BadBase64 },
        { "a blank", s_good + " ", TokenFailure.BadBase64 },
        { "trailing bits", s_good[..^1] + (char)(s_good[^1] + 1), TokenFailure.BadBase64 },
        { "signature one byte short", s_good[..^2], TokenFailure.WrongSignatureLength },
        { "signature absent", s_good[..(s_good.LastIndexOf('.') + 1)], TokenFailure.WrongSignatureLength },
        { "signature twice as long", s_good[..(s_good.LastIndexOf('.') + 1)] + SigningKey.Encode(new byte[512]), TokenFailure.WrongSignatureLength },
        { "algorithm none", Signed("""{"alg":"none"}""", TokenCase.Payload), TokenFailure.WrongAlgorithm },
        { "algorithm HS256", Signed("""{"alg":"HS256"}""", TokenCase.Payload), TokenFailure.WrongAlgorithm },
        { "type", Signed("""{"alg":"RS256","typ":"at+jwt"}""", TokenCase.Payload), TokenFailure.WrongType },
        { "crit", Signed("""{"alg":"RS256","crit":["exp"]}""", TokenCase.Payload), TokenFailure.CriticalHeader },
        { "header too deep", Signed("""{"alg":"RS256","x":""" + Nested(32) + "}", TokenCase.Payload), TokenFailure.BadHeader },
        { "header with two algorithms", Signed("""{"alg":"RS256","alg":"RS256"}""", TokenCase.Payload), TokenFailure.BadHeader },
        { "payload too deep", Signed(TokenCase.Header, """{"x":""" + Nested(32) + "}"), TokenFailure.BadPayload },
        { "payload with a member twice", Signed(TokenCase.Header, """{"exp":1,"exp":2}"""), TokenFailure.BadPayload },
        { "payload that is not an object", Signed(TokenCase.Header, "[]"), TokenFailure.BadPayload },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void Verify_TooLongOrMalformed_CostsNoSignatureCheck(string what, string token, TokenFailure expected)
    {
        using var rsa = new CountingRsa();
        var verification = new TokenVerifier(new TokenRules()).Verify(Encoding.UTF8.GetBytes(token), VerificationKey.OfRsa("c1", rsa), TokenCase.Now);
        Assert.Equal((what, expected, 0), (what, verification.Failure, rsa.Verifications));
    }

    [Fact]
    public void Verify_WellFormedToken_CostsASignatureCheckUntilItIsRemembered()
    {
        using var rsa = new CountingRsa();
        var key = VerificationKey.OfRsa("c1", rsa);
        var verifier = new TokenVerifier(new TokenRules());

        // Remembered from the second use on.
        foreach (var expected in new[] { 1, 2, 2, 2 })
        {
            Assert.Equal(TokenFailure.None, verifier.Verify(Encoding.UTF8.GetBytes(s_good), key, TokenCase.Now).Failure);
            Assert.Equal(expected, rsa.Verifications);
        }
    }

    [Fact]
    public void Verify_ForgedToken_CostsOneSignatureCheckWhateverKeysItNames()
    {
        using var rsa = new CountingRsa();
        var forged = SigningKey.Other.SignCompact("""{"alg":"RS256","kid":"c2","jku":"http://127.0.0.1:9/","x5c":["AAAA","BBBB"]}""", TokenCase.Payload);
        Assert.Equal(
            TokenFailure.WrongSignature,
            new TokenVerifier(new TokenRules()).Verify(Encoding.UTF8.GetBytes(forged), VerificationKey.OfRsa("c1", rsa), TokenCase.Now).Failure);
        Assert.Equal(1, rsa.Verifications);
    }

    // What an attack costs in total, as SECURITY.md promises.
    [Fact]
    public void Verify_FloodOfBadTokens_CostsOneCheckForEachAndABoundedNumberForTheirCauses()
    {
        const int Seconds = 5;
        const int TokensPerSecond = 200;
        using var rsa = new CountingRsa();
        using var formerRsa = new CountingRsa();
        var key = VerificationKey.OfRsa("c1", rsa);
        var former = new FormerKeys();
        former.Set([.. Enumerable.Range(0, FormerKeys.Most).Select(number => VerificationKey.OfRsa($"k{number}", formerRsa))]);
        var verifier = new TokenVerifier(new TokenRules());
        for (var sent = 0; sent < 3 * Seconds * TokensPerSecond; sent++)
        {
            // Each token comes three times, each time in a different second.
            var token = Encoding.ASCII.GetBytes(TokenCase.Forged(sent % (Seconds * TokensPerSecond)));
            var now = TokenCase.Now.AddSeconds(sent / TokensPerSecond);
            Assert.Equal(TokenFailure.WrongSignature, verifier.Verify(token, key, now).Failure);
            Assert.False(former.HaveSigned(token, now));
        }

        Assert.Equal(Seconds * TokensPerSecond, rsa.Verifications);
        Assert.InRange(formerRsa.Verifications, 1, 3 * Seconds * FormerKeys.ChecksPerSecond);
    }

    // With a signature of the right length: only its form keeps the token from the check.
    private static string Signed(string header, string payload) =>
        SigningKey.Encode(Encoding.UTF8.GetBytes(header)) + "." + SigningKey.Encode(Encoding.UTF8.GetBytes(payload)) + "." + s_signature;

    private static string Nested(int depth) => new string('[', depth) + new string(']', depth);
}
