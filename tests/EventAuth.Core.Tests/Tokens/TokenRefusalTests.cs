using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Core.Policies;
using EventAuth.Core.Tests.Certificates;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens;

/// <summary>A refused signature is refused again without a check, and nothing else is remembered about a refusal.</summary>
public sealed class TokenRefusalTests : IDisposable
{
    private readonly CountingRsa _rsa = new();
    private readonly VerificationKey _key;
    private readonly TokenVerifier _verifier = new(new TokenRules { MaxRemembered = 16 });

    public TokenRefusalTests() => _key = VerificationKey.OfRsa("c1", _rsa);

    /// <summary>Refusals that end: what is sent, and when it would be accepted.</summary>
    public static TheoryData<string, TokenFailure, long> Passing => new()
    {
        { $$"""{"exp":{{TokenCase.NowSeconds + 300}},"nbf":{{TokenCase.NowSeconds + 60}},"customId":"c"}""", TokenFailure.NotYetValid, 60 },
        { $$"""{"exp":{{TokenCase.NowSeconds + 300}},"iat":{{TokenCase.NowSeconds + 60}},"customId":"c"}""", TokenFailure.NotYetValid, 60 },
        { $$"""{"exp":{{TokenCase.NowSeconds + (31 * 86_400)}},"customId":"c"}""", TokenFailure.LifetimeTooLong, 2 * 86_400 },
        { $$"""{"exp":{{TokenCase.NowSeconds - 60}},"customId":"c"}""", TokenFailure.Expired, -60 },
    };

    [Fact]
    public void Verify_RefusedTokenAgain_IsRefusedWithoutASignatureCheck()
    {
        var forged = Forged(1);
        Assert.Equal(TokenVerification.Failed(TokenFailure.WrongSignature) with { CheckedSignature = true }, _verifier.Verify(forged, _key, TokenCase.Now));
        foreach (var moment in new[] { TokenCase.Now, TokenCase.Now.AddHours(1), TokenCase.Now.AddDays(400), TokenCase.Now.AddDays(-400) })
        {
            Assert.Equal(TokenVerification.Failed(TokenFailure.WrongSignature), _verifier.Verify(forged, _key, moment));
        }

        Assert.Equal(1, _rsa.Verifications);
    }

    [Fact]
    public void Verify_RefusedTokenAgain_AllocatesNothing()
    {
        var forged = Forged(1);
        _verifier.Verify(forged, _key, TokenCase.Now);
        _verifier.Verify(forged, _key, TokenCase.Now);
        var before = GC.GetAllocatedBytesForCurrentThread();
        _verifier.Verify(forged, _key, TokenCase.Now);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Verify_TokenRefusedUnderOneCertificate_IsJudgedByTheOneInForce()
    {
        var verifier = new TokenVerifier(new TokenRules());
        var token = Encoding.ASCII.GetBytes(SigningKey.Other.SignCompact(TokenCase.Header, TokenCase.Payload));
        var first = Compile(1, "c1", SigningKey.Shared, null);
        var second = Compile(2, "c2", SigningKey.Other, first);
        var third = Compile(3, "c3", SigningKey.Shared, second);
        var fourth = Compile(4, "c2", SigningKey.Other, third);
        foreach (var (snapshot, expected) in new[]
        {
            (first, TokenFailure.WrongSignature), (first, TokenFailure.WrongSignature), (second, TokenFailure.None), (second, TokenFailure.None), (second, TokenFailure.None),
            (first, TokenFailure.WrongSignature), (third, TokenFailure.WrongSignature), (third, TokenFailure.WrongSignature), (fourth, TokenFailure.None), (second, TokenFailure.None),
        })
        {
            Assert.Equal((snapshot.Version, expected), (snapshot.Version, verifier.Verify(token, snapshot.Key, TokenCase.Now).Failure));
        }

        Assert.Equal(TokenFailure.NoCertificate, verifier.Verify(token, null, TokenCase.Now).Failure);
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public void Verify_TokenRefusedForItsTime_IsTakenWhenItsTimeHasCome(string payload, TokenFailure refusal, long seconds)
    {
        var token = Encoding.ASCII.GetBytes(SigningKey.Shared.SignCompact(TokenCase.Header, payload));

        Assert.Equal(refusal, _verifier.Verify(token, _key, TokenCase.Now).Failure);
        Assert.Equal(refusal, _verifier.Verify(token, _key, TokenCase.Now).Failure);
        Assert.Equal(TokenFailure.None, _verifier.Verify(token, _key, TokenCase.Now.AddSeconds(seconds)).Failure);
    }

    [Fact]
    public void Verify_TokenOfACustomerWhoseTokensWereEnded_IsAskedAboutEachTime()
    {
        var ended = new EndedTokens(new ManualClock(TokenCase.Now));
        var verifier = new TokenVerifier(new TokenRules(), ended);
        var token = Encoding.ASCII.GetBytes(SigningKey.Shared.SignCompact(TokenCase.Header, TokenCase.Payload));
        ended.Add(new Dictionary<string, long> { ["customId c-17"] = TokenCase.NowSeconds * 1000 }, (kind, value) => kind + " " + value);

        Assert.Equal(TokenFailure.Ended, verifier.Verify(token, _key, TokenCase.Now).Failure);
        Assert.Equal(TokenFailure.Ended, verifier.Verify(token, _key, TokenCase.Now).Failure);
        Assert.Equal(2, _rsa.Verifications);
    }

    [Fact]
    public void Verify_FloodOfBadTokens_LeavesGoodOnesRemembered()
    {
        var good = Encoding.ASCII.GetBytes(SigningKey.Shared.SignCompact(TokenCase.Header, TokenCase.Payload));
        _verifier.Verify(good, _key, TokenCase.Now);
        _verifier.Verify(good, _key, TokenCase.Now);
        for (var number = 0; number < 2_000; number++)
        {
            Assert.Equal(TokenFailure.WrongSignature, _verifier.Verify(Forged(number), _key, TokenCase.Now).Failure);
        }

        var before = _rsa.Verifications;
        Assert.Equal(TokenFailure.None, _verifier.Verify(good, _key, TokenCase.Now).Failure);
        Assert.Equal(before, _rsa.Verifications);
    }

    [Fact]
    public void Verify_ManyGoodTokens_LeaveRefusedOnesRemembered()
    {
        _verifier.Verify(Forged(1), _key, TokenCase.Now);
        for (var number = 0; number < 200; number++)
        {
            var good = Encoding.ASCII.GetBytes(SigningKey.Shared.Token(new { customId = $"c-{number}" }, TokenCase.Now));
            Assert.Equal(TokenFailure.None, _verifier.Verify(good, _key, TokenCase.Now).Failure);
            Assert.Equal(TokenFailure.None, _verifier.Verify(good, _key, TokenCase.Now).Failure);
        }

        var before = _rsa.Verifications;
        Assert.Equal(TokenFailure.WrongSignature, _verifier.Verify(Forged(1), _key, TokenCase.Now).Failure);
        Assert.Equal(before, _rsa.Verifications);
    }

    [Fact]
    public void Verify_OneChangedCharacterOfARefusedToken_IsCheckedForItself()
    {
        var good = Encoding.ASCII.GetBytes(SigningKey.Shared.SignCompact(TokenCase.Header, TokenCase.Payload));
        for (var i = 0; i < good.Length; i += 7)
        {
            var changed = good.ToArray();
            changed[i] = (byte)(changed[i] == 'A' ? 'B' : 'A');
            Assert.NotEqual(TokenFailure.None, _verifier.Verify(changed, _key, TokenCase.Now).Failure);
            Assert.NotEqual(TokenFailure.None, _verifier.Verify(changed, _key, TokenCase.Now).Failure);
        }

        Assert.Equal(TokenFailure.None, _verifier.Verify(good, _key, TokenCase.Now).Failure);
    }

    [Fact]
    public void VerifyUncached_RefusedToken_IsNotRemembered()
    {
        _verifier.VerifyUncached(Forged(1), _key, TokenCase.Now);

        Assert.True(_verifier.Verify(Forged(1), _key, TokenCase.Now).CheckedSignature);
        Assert.True(_verifier.VerifyUncached(Forged(1), _key, TokenCase.Now).CheckedSignature);
    }

    public void Dispose() => _rsa.Dispose();

    private static byte[] Forged(int number) => Encoding.ASCII.GetBytes(TokenCase.Forged(number));

    private static PolicySnapshot Compile(int version, string certificate, SigningKey key, PolicySnapshot? previous) => PolicySnapshot.Compile(
        new PolicyRevision(version, EventPolicy.Initial.With(CertificateOf.Text(key.PublicPem) with { Id = certificate }), "test", TokenCase.Now, null), previous);
}
