using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens;

public sealed class VerifiedTokensTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly VerificationKey Key = KeyOf(SigningKey.Shared, "c1");

    [Fact]
    public void Verify_SameTokenAgain_GivesTheVeryIdentity()
    {
        var verifier = new TokenVerifier(new TokenRules());
        var token = Bytes(SigningKey.Shared.Token(new { customId = "c-1" }, Now));

        verifier.Verify(token, Key, Now);
        var second = verifier.Verify(token, Key, Now);
        var third = verifier.Verify(token, Key, Now);

        Assert.Equal(TokenFailure.None, third.Failure);
        Assert.Same(second.Identity, third.Identity);
    }

    [Fact]
    public void Examine_SameTokenAgain_LeavesNothingRemembered()
    {
        var verifier = new TokenVerifier(new TokenRules());
        var token = Bytes(SigningKey.Shared.Token(new { customId = "c-1" }, Now));

        var identities = Enumerable.Range(0, 3).Select(_ => verifier.VerifyUncached(token, Key, Now).Identity).Append(verifier.Verify(token, Key, Now).Identity).ToList();

        Assert.All(identities, Assert.NotNull);
        Assert.Equal(identities.Count, identities.Distinct(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public void Meet_TokensUsedOnce_AreNotRemembered()
    {
        var tokens = new VerifiedTokens(maxTokens: 100_000, maxBytes: long.MaxValue);
        var identity = new TokenIdentity(null, null, "c");
        var digests = Enumerable.Range(0, 10_000).Select(i => TokenDigest.Of(Bytes($"t{i}"))).ToArray();

        Assert.All(digests, digest => tokens.Meet(digest, new VerifiedToken(identity, 1, 0)));
        Assert.InRange(digests.Count(digest => tokens.Find(digest) is not null), 0, 100);

        Assert.All(digests, digest => tokens.Meet(digest, new VerifiedToken(identity, 1, 0)));
        Assert.All(digests, digest => Assert.NotNull(tokens.Find(digest)));
    }

    [Fact]
    public void Meet_MoreTokensThanCanBeToldApart_BeginsAnew()
    {
        var met = new SeenTokens();
        var wrong = 0;
        for (var i = 0UL; i < 5_000_000; i++)
        {
            wrong += met.Meet(Digest(i)) ? 1 : 0;
        }

        Assert.InRange(wrong, 0, 250_000);
    }

    private static TokenDigest Digest(ulong number)
    {
        var random = (number + 1) * 0x9E3779B97F4A7C15;
        random = (random ^ (random >> 30)) * 0xBF58476D1CE4E5B9;
        return new TokenDigest(random, random ^ (random >> 27), (random ^ (random >> 31)) * 0x94D049BB133111EB, number);
    }

    [Fact]
    public void Verify_RememberedTokenAfterItsExpiry_IsExpired()
    {
        var verifier = new TokenVerifier(new TokenRules());
        var token = Bytes(SigningKey.Shared.Token(new { customId = "c-1" }, Now, TimeSpan.FromSeconds(60)));
        Remember(verifier, token);

        Assert.Equal(TokenFailure.None, verifier.Verify(token, Key, Now.AddSeconds(90)).Failure);
        Assert.Equal(TokenFailure.Expired, verifier.Verify(token, Key, Now.AddSeconds(91)).Failure);
        Assert.Equal(TokenFailure.None, verifier.Verify(token, Key, Now).Failure);
    }

    [Fact]
    public void Verify_RememberedTokenWhenTheClockGoesBack_IsJudgedByTheClock()
    {
        var verifier = new TokenVerifier(new TokenRules());
        var token = Bytes(SigningKey.Shared.Token(new { customId = "c-1", nbf = Now.ToUnixTimeSeconds() }, Now));
        Remember(verifier, token);

        Assert.Equal(TokenFailure.NotYetValid, verifier.Verify(token, Key, Now.AddSeconds(-31)).Failure);
    }

    [Fact]
    public void Verify_TokenRememberedUnderAnotherKey_IsNotTaken()
    {
        var verifier = new TokenVerifier(new TokenRules());
        var token = Bytes(SigningKey.Shared.Token(new { customId = "c-1" }, Now));
        Remember(verifier, token);

        Assert.Equal(TokenFailure.WrongSignature, verifier.Verify(token, KeyOf(SigningKey.Other, "c2"), Now).Failure);
        Assert.Equal(TokenFailure.NoCertificate, verifier.Verify(token, null, Now).Failure);
    }

    [Fact]
    public void Verify_OneChangedCharacterOfARememberedToken_IsNotTaken()
    {
        var verifier = new TokenVerifier(new TokenRules());
        var token = Bytes(SigningKey.Shared.Token(new { customId = "c-1" }, Now));
        Remember(verifier, token);

        for (var i = 0; i < token.Length; i += 7)
        {
            var changed = token.ToArray();
            changed[i] = (byte)(changed[i] == 'A' ? 'B' : 'A');
            Assert.NotEqual(TokenFailure.None, verifier.Verify(changed, Key, Now).Failure);
        }
    }

    [Fact]
    public void Remember_MoreThanTheCapacity_KeepsWhatIsUsed()
    {
        var tokens = new VerifiedTokens(maxTokens: 100, maxBytes: long.MaxValue);
        var used = TokenDigest.Of("used"u8);
        tokens.Remember(used, new VerifiedToken(new TokenIdentity(null, null, "used"), 1, 0));

        for (var i = 0; i < 1_000; i++)
        {
            tokens.Remember(TokenDigest.Of(Bytes($"t{i}")), new VerifiedToken(new TokenIdentity(null, null, $"t{i}"), 1, 0));
            Assert.NotNull(tokens.Find(used));
        }

        Assert.InRange(Enumerable.Range(0, 1_000).Count(i => tokens.Find(TokenDigest.Of(Bytes($"t{i}"))) is not null), 1, 100);
    }

    [Fact]
    public void Remember_MoreThanTheBytes_ForgetsLongIdentitiesSooner()
    {
        var few = CountRemembered(identifierLength: 4_000);
        var many = CountRemembered(identifierLength: 4);

        Assert.InRange(few, 1, 12);
        Assert.InRange(many, 180, 500);
    }

    // A token is remembered from its second use on.
    private static void Remember(TokenVerifier verifier, byte[] token)
    {
        Assert.Equal(TokenFailure.None, verifier.Verify(token, Key, Now).Failure);
        Assert.Equal(TokenFailure.None, verifier.Verify(token, Key, Now).Failure);
    }

    private static int CountRemembered(int identifierLength)
    {
        var tokens = new VerifiedTokens(maxTokens: int.MaxValue, maxBytes: 100_000);
        var identity = new TokenIdentity(null, null, new string('c', identifierLength));
        for (var i = 0; i < 1_000; i++)
        {
            tokens.Remember(TokenDigest.Of(Bytes($"t{i}")), new VerifiedToken(identity, 1, 0));
        }

        return Enumerable.Range(0, 1_000).Count(i => tokens.Find(TokenDigest.Of(Bytes($"t{i}"))) is not null);
    }

    private static byte[] Bytes(string text) => Encoding.ASCII.GetBytes(text);

    private static VerificationKey KeyOf(SigningKey key, string id)
    {
        var read = Assert.IsType<CertificateReading.Accepted>(CertificateReader.Read(key.PublicPem));
        return VerificationKey.Of(new Certificate(id, read.Pem, read.Sha256, read.KeySize, Now, "test"));
    }
}
