using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Core.Tests.Certificates;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens;

/// <summary>How long the tokens that were checked with a key can still be used.</summary>
public sealed class NewestExpiryTests
{
    private readonly VerificationKey _key = VerificationKey.Of(CertificateOf.Text(SigningKey.Shared.PublicPem));
    private readonly TokenVerifier _verifier = new(new TokenRules());

    [Fact]
    public void NewestExpiry_BeforeTheFirstToken_IsZero() => Assert.Equal(0, _key.NewestExpiry);

    [Fact]
    public void NewestExpiry_ValidTokens_IsTheLatestExpOfThem()
    {
        Check(TokenOf(300));
        Assert.Equal(TokenCase.NowSeconds + 300, _key.NewestExpiry);

        Check(TokenOf(900));
        Check(TokenOf(600));
        Check(TokenOf(900));

        Assert.Equal(TokenCase.NowSeconds + 900, _key.NewestExpiry);
    }

    [Fact]
    public void NewestExpiry_TokensThatAreNotValid_DoNotCount()
    {
        Check(TokenOf(-3_600));
        Check(TokenOf(300, SigningKey.Other));
        Check(TokenCase.Forged(1));
        Check(SigningKey.Shared.Token(new { customId = "c-1", nbf = TokenCase.NowSeconds + 3_600, exp = TokenCase.NowSeconds + 7_200 }));
        Check("not.a.token");

        Assert.Equal(0, _key.NewestExpiry);
    }

    [Fact]
    public void NewestExpiry_TokenThatIsOnlyShown_DoesNotCount()
    {
        _verifier.VerifyUncached(Encoding.UTF8.GetBytes(TokenOf(300)), _key, TokenCase.Now);

        Assert.Equal(0, _key.NewestExpiry);
    }

    [Fact]
    public void NewestExpiry_TokensThatMayBeUsedOnce_Count()
    {
        var verifier = new TokenVerifier(new TokenRules { SingleUse = true });
        var token = SigningKey.Shared.Token(new { customId = "c-1", jti = "once", exp = TokenCase.NowSeconds + 60 });

        Assert.Equal(TokenFailure.None, verifier.Verify(Encoding.UTF8.GetBytes(token), _key, TokenCase.Now).Failure);
        Assert.Equal(TokenCase.NowSeconds + 60, _key.NewestExpiry);
    }

    [Fact]
    public void NewestExpiry_ManyThreadsAtOnce_IsTheLatest()
    {
        var tokens = Enumerable.Range(1, 200).Select(seconds => Encoding.UTF8.GetBytes(TokenOf(seconds))).ToArray();

        Parallel.ForEach(tokens, token => _verifier.Verify(token, _key, TokenCase.Now));

        Assert.Equal(TokenCase.NowSeconds + 200, _key.NewestExpiry);
    }

    private static string TokenOf(long seconds, SigningKey? key = null) =>
        (key ?? SigningKey.Shared).Token(new { customId = "c-1", exp = TokenCase.NowSeconds + seconds });

    private void Check(string token) => _verifier.Verify(Encoding.UTF8.GetBytes(token), _key, TokenCase.Now);
}
