using System.Text;
using EventAuth.Core.Certificates;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens;

public sealed class FormerKeysTests
{
    private static readonly Certificate s_present = Of("k2", SigningKey.Shared);
    private static readonly Certificate s_former = Of("k1", SigningKey.Other);

    private readonly FormerKeys _keys = new();

    public FormerKeysTests() => _keys.Set([s_present, s_former], "k2");

    [Fact]
    public void Signed_ByAFormerKey_IsKnown() => Assert.True(_keys.HaveSigned(Token(SigningKey.Other)));

    [Fact]
    public void Signed_ByThePresentKey_IsNone() => Assert.False(_keys.HaveSigned(Token(SigningKey.Shared)));

    [Fact]
    public void Signed_ByAStranger_IsNone()
    {
        using var stranger = SigningKey.Create();
        Assert.False(_keys.HaveSigned(Token(stranger)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a.b")]
    [InlineData("a.b.c")]
    public void Signed_WhatIsNoToken_IsNone(string text) => Assert.False(_keys.HaveSigned(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void Set_CertificateThatCannotBeUsed_IsPassedOver()
    {
        _keys.Set([s_former with { Id = "k0", Pem = "none" }, s_former], null);
        Assert.True(_keys.HaveSigned(Token(SigningKey.Other)));
    }

    private static byte[] Token(SigningKey key) => Encoding.ASCII.GetBytes(key.Token(new { customId = "c-17" }));

    private static Certificate Of(string id, SigningKey key) =>
        new(id, ((CertificateReading.Accepted)CertificateReader.Read(key.PublicPem)).Pem, key.Sha256, 2048, DateTimeOffset.UnixEpoch, "test");
}
