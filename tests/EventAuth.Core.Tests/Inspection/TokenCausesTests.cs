using System.Numerics;
using System.Security.Cryptography;
using EventAuth.Core.Certificates;
using EventAuth.Core.Inspection;
using EventAuth.Core.Policies;
using EventAuth.Core.Tests.Certificates;
using EventAuth.Core.Tests.Tokens;
using EventAuth.Core.Tokens;
using EventAuth.Testing;
using EventAuth.Testing.BrokenTokens;

namespace EventAuth.Core.Tests.Inspection;

/// <summary>The cause of a refused token is the inspector's, and finding it costs little.</summary>
public sealed class TokenCausesTests
{
    private static readonly PolicySnapshot Snapshot = PolicySnapshot.Compile(new PolicyRevision(1, EventPolicy.Empty.With(InspectionCase.InForce), "test", InspectionCase.Now, null));

    public static TheoryData<string> Names => [.. BrokenToken.All.Where(token => token.Event is null).Select(token => token.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Of_BrokenToken_IsTheInspectorsFirstCause(string name)
    {
        var text = BrokenToken.All.Single(token => token.Name == name).Make(InspectionCase.Mint);
        var header = text.StartsWith("Authorization:", StringComparison.Ordinal) ? text["Authorization:".Length..].Trim() : text;

        Assert.Equal(InspectionCase.Inspect("Authorization: " + header).Cause, Causes().Of(TokenFailure.BadBase64, header, Snapshot, InspectionCase.Now));
    }

    [Fact]
    public void Of_FloodOfBadTokens_IsTheFailureUntilTimeHasPassed()
    {
        var causes = Causes();
        string Next(DateTimeOffset now) => causes.Of(TokenFailure.NotABearer, "Bearer undefined", Snapshot, now);

        Assert.All(Enumerable.Range(0, CauseAllowance.Most), _ => Assert.Equal("no_value", Next(InspectionCase.Now)));
        Assert.Equal("NotABearer", Next(InspectionCase.Now));
        Assert.All(Enumerable.Range(0, CauseAllowance.PerSecond), _ => Assert.Equal("no_value", Next(InspectionCase.Now.AddSeconds(1))));
        Assert.Equal("NotABearer", Next(InspectionCase.Now.AddSeconds(1)));
    }

    [Fact]
    public void Of_FloodOfStrangersTokens_IsNamedForTheFirstFew()
    {
        var causes = Causes();
        var header = "Bearer " + TokenMint.Stranger.SignCompact(TokenMint.Header, InspectionCase.Mint.Claims());

        var named = Enumerable.Range(0, 1_000).Count(_ => causes.Of(TokenFailure.WrongSignature, header, Snapshot, InspectionCase.Now) == "unknown_key");

        Assert.InRange(named, 150, 200);
    }

    [Fact]
    public void Of_CertificateThatWasOverwritten_IsThatOneAfterTheChange()
    {
        var former = new FormerKeys();
        var causes = new TokenCauses(new TokenInspector(new TokenRules(), new EndedTokens(new ManualClock(InspectionCase.Now))), former);
        var header = "Bearer " + TokenMint.Former.SignCompact(TokenMint.Header, InspectionCase.Mint.Claims());

        Assert.Equal("unknown_key", causes.Of(TokenFailure.WrongSignature, header, Snapshot, InspectionCase.Now));
        former.Set([InspectionCase.InForce, InspectionCase.Former], InspectionCase.InForce.Id);
        Assert.Equal("former_certificate", causes.Of(TokenFailure.WrongSignature, header, Snapshot, InspectionCase.Now));
    }

    [Fact]
    public void Of_NoCertificate_IsThat() => Assert.Equal("no_certificate", Causes().Of(
        TokenFailure.NoCertificate,
        "Bearer " + InspectionCase.Mint.Good(),
        PolicySnapshot.Compile(new PolicyRevision(1, EventPolicy.Empty, "test", InspectionCase.Now, null)),
        InspectionCase.Now));

    [Fact]
    public void FindCause_WhateverTheSignature_AsksEachKeyOnce()
    {
        using var stranger = SigningKey.Create();
        var headers = BrokenToken.All.Select(token => "Authorization: Bearer " + token.Make(InspectionCase.Mint))
            .Append("Authorization: Bearer " + LikePss(SigningKey.Shared))
            .Append("Authorization: Bearer " + stranger.SignCompact(TokenMint.Header, InspectionCase.Mint.Claims()));

        Assert.All(headers, header =>
        {
            using var inForce = new CountingRsa();
            using var former = new CountingRsa(SigningKey.Other);
            using var keys = KnownKeys.Of(
                Snapshot.Key, new KnownKey(InspectionCase.InForce, null, inForce), new KnownKey(InspectionCase.Former, InspectionCase.OverwrittenAt, former));

            new TokenInspector(new TokenRules(), new EndedTokens(new ManualClock(InspectionCase.Now)))
                .FindCause(header, keys, InspectionCase.Now, out var asked);

            Assert.Equal(asked, inForce.Exports + former.Exports);
            Assert.InRange(asked, 0, 2);
            Assert.InRange(inForce.Verifications, 0, 3);
            Assert.Equal(0, former.Verifications);
        });
    }

    private static TokenCauses Causes()
    {
        var former = new FormerKeys();
        former.Set([InspectionCase.InForce, InspectionCase.Former], InspectionCase.InForce.Id);
        return new TokenCauses(new TokenInspector(new TokenRules(), new EndedTokens(new ManualClock(InspectionCase.Now))), former);
    }

    // A number whose power ends like RSA-PSS messages: an attacker would send it to cause useless checks.
    private static string LikePss(SigningKey key)
    {
        using var rsa = RSA.Create();
        rsa.ImportFromPem(key.PublicPem);
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        var (modulus, exponent) = (new BigInteger(numbers.Modulus, isUnsigned: true, isBigEndian: true), new BigInteger(numbers.Exponent, isUnsigned: true, isBigEndian: true));
        var number = new BigInteger(2);
        while (BigInteger.ModPow(number, exponent, modulus) % 256 != 0xbc)
        {
            number++;
        }

        var signature = new byte[numbers.Modulus!.Length];
        var bytes = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(signature.AsSpan(signature.Length - bytes.Length));
        return InspectionCase.Mint.Input(TokenMint.Header) + "." + SigningKey.Encode(signature);
    }
}
