using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens;

public sealed class FormerKeysTests : IDisposable
{
    private static readonly Certificate s_present = Of("k2", SigningKey.Shared);
    private static readonly Certificate s_former = Of("k1", SigningKey.Other);

    private readonly FormerKeys _keys = new();
    private readonly CountingRsa[] _counting = [.. Enumerable.Range(0, FormerKeys.Most).Select(_ => new CountingRsa())];

    public FormerKeysTests() => _keys.Set([s_present, s_former], "k2");

    private int Checks => _counting.Sum(rsa => rsa.Verifications);

    [Fact]
    public void Signed_ByAFormerKey_IsKnown() => Assert.True(_keys.HaveSigned(Token(SigningKey.Other), TokenCase.Now));

    [Fact]
    public void Signed_ByThePresentKey_IsNone() => Assert.False(_keys.HaveSigned(Token(SigningKey.Shared), TokenCase.Now));

    [Fact]
    public void Signed_ByAStranger_IsNone()
    {
        using var stranger = SigningKey.Create();
        Assert.False(_keys.HaveSigned(Token(stranger), TokenCase.Now));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    public void Signed_WhatIsNoToken_IsNone(string text) => Assert.False(_keys.HaveSigned(Encoding.ASCII.GetBytes(text), TokenCase.Now));

    [Fact]
    public void Set_CertificateThatCannotBeUsed_IsPassedOver()
    {
        _keys.Set([s_former with { Id = "k0", Pem = "none" }, s_former], null);
        Assert.True(_keys.HaveSigned(Token(SigningKey.Other), TokenCase.Now));
    }

    [Fact]
    public void HaveSigned_SameTokensAgain_CostsNoSignatureCheck()
    {
        Count();
        var (signed, strange) = (Token(SigningKey.Shared), Token(SigningKey.Other));
        for (var turn = 0; turn < 3; turn++)
        {
            Assert.True(_keys.HaveSigned(signed, TokenCase.Now));
            Assert.False(_keys.HaveSigned(strange, TokenCase.Now));
        }

        Assert.Equal(1 + FormerKeys.Most, Checks);
    }

    [Fact]
    public void HaveSigned_ManyTokensOfStrangers_CostsABoundedNumberOfChecksASecond()
    {
        Count();
        for (var second = 0; second < 3; second++)
        {
            for (var number = 0; number < 500; number++)
            {
                Assert.False(_keys.HaveSigned(Encoding.ASCII.GetBytes(TokenCase.Forged((1_000 * second) + number)), TokenCase.Now.AddSeconds(second)));
            }

            Assert.Equal((second + 1) * FormerKeys.ChecksPerSecond, Checks);
        }
    }

    [Fact]
    public void HaveSigned_ChecksOfTheSecondUsedUp_IsSaidWhenThereAreChecksAgain()
    {
        Count();
        for (var number = 0; number < FormerKeys.ChecksPerSecond; number++)
        {
            _keys.HaveSigned(Encoding.ASCII.GetBytes(TokenCase.Forged(number)), TokenCase.Now);
        }

        var signed = Token(SigningKey.Shared);
        Assert.False(_keys.HaveSigned(signed, TokenCase.Now));
        Assert.True(_keys.HaveSigned(signed, TokenCase.Now.AddSeconds(1)));
        Assert.True(_keys.HaveSigned(signed, TokenCase.Now));
    }

    [Fact]
    public void HaveSigned_SignatureOfAnotherLength_CostsNoSignatureCheck()
    {
        Count();
        using var longer = SigningKey.Create(3072);
        Assert.False(_keys.HaveSigned(Token(longer), TokenCase.Now));
        Assert.Equal(0, Checks);
    }

    [Fact]
    public void Set_OtherKeys_ForgetsWhatWasFoundWithTheFormerOnes()
    {
        var token = Token(SigningKey.Shared);
        Assert.False(_keys.HaveSigned(token, TokenCase.Now));
        _keys.Set([s_present, s_former], "k1");
        Assert.True(_keys.HaveSigned(token, TokenCase.Now));
        _keys.Set([], null);
        Assert.False(_keys.HaveSigned(token, TokenCase.Now));
    }

    public void Dispose() => Array.ForEach(_counting, rsa => rsa.Dispose());

    // The former keys are the shop's, and counted.
    private void Count() => _keys.Set([.. _counting.Select((rsa, number) => VerificationKey.OfRsa($"k{number}", rsa))]);

    private static byte[] Token(SigningKey key) => Encoding.ASCII.GetBytes(key.Token(new { customId = "c-17" }, TokenCase.Now));

    private static Certificate Of(string id, SigningKey key) =>
        new(id, ((CertificateReading.Accepted)CertificateReader.Read(key.PublicPem)).Pem, key.Sha256, 2048, DateTimeOffset.UnixEpoch, "test");
}
