using System.Text;
using System.Text.Json.Nodes;
using EventAuth.Core.Tests.Tokens;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Proofs;

/// <summary>RFC 9449, section 4.3, step by step: one bad proof for each check, everything else right.</summary>
public sealed class ProofVerifierTests
{
    private static readonly string s_other = SigningKey.Shared.Token(ProofCase.Key.Confirm("c-18"), TokenCase.Now);
    private static readonly BrowserKey s_stranger = BrowserKey.Create();

    private static readonly Dictionary<string, (TokenFailure Failure, Func<string> Make)> s_bad = new()
    {
        ["nothing"] = (TokenFailure.ProofMalformed, () => ""),
        ["two parts"] = (TokenFailure.ProofMalformed, () => ProofCase.Prove()[..ProofCase.Prove().LastIndexOf('.')]),
        ["four parts"] = (TokenFailure.ProofMalformed, () => ProofCase.Prove() + ".AA"),
        ["padding"] = (TokenFailure.ProofMalformed, () => ProofCase.Prove() + "=="),
        ["a blank"] = (TokenFailure.ProofMalformed, () => ProofCase.Prove().Insert(5, " ")),
        ["spare bits"] = (TokenFailure.ProofMalformed, () => ProofCase.Prove()[..^1] + "B"),
        ["not ASCII"] = (TokenFailure.ProofMalformed, () => ProofCase.Prove().Insert(5, "é")),
        ["longer than 4,096 bytes"] = (TokenFailure.ProofMalformed, () => Claims(claims => claims["x"] = new string('x', 4_096))),
        ["header is no object"] = (TokenFailure.ProofMalformed, () => ProofCase.Key.Sign("[]", "{}")),
        ["header with a duplicate"] = (TokenFailure.ProofMalformed, () => ProofCase.Key.Sign(HeaderText.Replace("{\"typ\"", "{\"typ\":\"dpop+jwt\",\"typ\"", StringComparison.Ordinal), Payload())),
        ["jwk with a duplicate"] = (TokenFailure.ProofMalformed, () => ProofCase.Key.Sign(HeaderText.Replace("{\"kty\"", "{\"kty\":\"EC\",\"kty\"", StringComparison.Ordinal), Payload())),
        ["header too deep"] = (TokenFailure.ProofMalformed, () => ProofCase.Key.Sign(HeaderText[..^1] + ",\"x\":" + new string('[', 40) + new string(']', 40) + "}", Payload())),
        ["payload with a duplicate"] = (TokenFailure.ProofMalformed, () => ProofCase.Key.Sign(HeaderText, Payload().Replace("{", "{\"jti\":\"a\",", StringComparison.Ordinal))),
        ["jti with half a character"] = (TokenFailure.ProofMalformed, () => ProofCase.Key.Sign(HeaderText, Payload().Replace("\"jti\":", "\"jti\":\"\\ud800\",\"x\":", StringComparison.Ordinal))),
        ["payload is no object"] = (TokenFailure.ProofMalformed, () => ProofCase.Key.Sign(HeaderText, "\"x\"")),
        ["crit"] = (TokenFailure.ProofMalformed, () => Header(header => header["crit"] = new JsonArray("x"))),
        ["b64"] = (TokenFailure.ProofMalformed, () => Header(header => header["b64"] = false)),
        ["no typ"] = (TokenFailure.ProofType, () => Header(header => header.Remove("typ"))),
        ["typ JWT"] = (TokenFailure.ProofType, () => Header(header => header["typ"] = "JWT")),
        ["typ in capitals"] = (TokenFailure.ProofType, () => Header(header => header["typ"] = "DPOP+JWT")),
        ["typ a number"] = (TokenFailure.ProofType, () => Header(header => header["typ"] = 1)),
        ["no alg"] = (TokenFailure.ProofAlgorithm, () => Header(header => header.Remove("alg"))),
        ["alg none"] = (TokenFailure.ProofAlgorithm, () => Header(header => header["alg"] = "none")),
        ["alg RS256"] = (TokenFailure.ProofAlgorithm, () => Header(header => header["alg"] = "RS256")),
        ["alg ES384"] = (TokenFailure.ProofAlgorithm, () => Header(header => header["alg"] = "ES384")),
        ["alg HS256"] = (TokenFailure.ProofAlgorithm, () => Header(header => header["alg"] = "HS256")),
        ["no jwk"] = (TokenFailure.ProofKey, () => Header(header => header.Remove("jwk"))),
        ["jwk a text"] = (TokenFailure.ProofKey, () => Header(header => header["jwk"] = ProofCase.Key.Jwk().ToJsonString())),
        ["jwk with d"] = (TokenFailure.ProofKey, () => Jwk(jwk => jwk["d"] = ProofCase.Key.Private)),
        ["jwk with an empty d"] = (TokenFailure.ProofKey, () => Jwk(jwk => jwk["d"] = null)),
        ["jwk with k"] = (TokenFailure.ProofKey, () => Jwk(jwk => jwk["k"] = "AA")),
        ["jwk of RSA"] = (TokenFailure.ProofKey, () => Jwk(jwk => jwk["kty"] = "RSA")),
        ["jwk on P-384"] = (TokenFailure.ProofKey, () => Jwk(jwk => jwk["crv"] = "P-384")),
        ["jwk on secp256k1"] = (TokenFailure.ProofKey, () => Jwk(jwk => jwk["crv"] = "secp256k1")),
        ["jwk without y"] = (TokenFailure.ProofKey, () => Jwk(jwk => jwk.Remove("y"))),
        ["jwk with a short x"] = (TokenFailure.ProofKey, () => Jwk(jwk => jwk["x"] = ProofCase.Key.X[..^1])),
        ["jwk with a padded x"] = (TokenFailure.ProofKey, () => Jwk(jwk => jwk["x"] = ProofCase.Key.X + "=")),
        ["another key, its own signature"] = (TokenFailure.ProofOtherKey, () => s_stranger.Prove(ProofCase.Token, ProofCase.Address, TokenCase.Now)),
        ["another key's signature"] = (TokenFailure.ProofSignature, () => s_stranger.Prove(ProofCase.Token, ProofCase.Address, TokenCase.Now, jwk: ProofCase.Key.Jwk())),
        ["signature of another proof"] = (TokenFailure.ProofSignature, () => ProofCase.Prove()[..ProofCase.Prove().LastIndexOf('.')] + ProofCase.Prove()[ProofCase.Prove().LastIndexOf('.')..]),
        ["signature in DER"] = (TokenFailure.ProofSignature, () => WithSignature(signature => [0x30, 0x44, 0x02, 0x20, .. signature[..32], 0x02, 0x20, .. signature[32..]])),
        ["signature too short"] = (TokenFailure.ProofSignature, () => WithSignature(signature => signature[..63])),
        ["signature of zeros"] = (TokenFailure.ProofSignature, () => WithSignature(_ => new byte[64])),
        ["no signature"] = (TokenFailure.ProofSignature, () => WithSignature(_ => [])),
        ["no htm"] = (TokenFailure.ProofMalformed, () => Claims(claims => claims.Remove("htm"))),
        ["no htu"] = (TokenFailure.ProofMalformed, () => Claims(claims => claims.Remove("htu"))),
        ["no ath"] = (TokenFailure.ProofMalformed, () => Claims(claims => claims.Remove("ath"))),
        ["no iat"] = (TokenFailure.ProofMalformed, () => Claims(claims => claims.Remove("iat"))),
        ["no jti"] = (TokenFailure.ProofMalformed, () => Claims(claims => claims.Remove("jti"))),
        ["empty jti"] = (TokenFailure.ProofMalformed, () => Claims(claims => claims["jti"] = "")),
        ["jti of 257 characters"] = (TokenFailure.ProofMalformed, () => Claims(claims => claims["jti"] = new string('j', 257))),
        ["jti a number"] = (TokenFailure.ProofMalformed, () => Claims(claims => claims["jti"] = 7)),
        ["iat a text"] = (TokenFailure.ProofMalformed, () => Claims(claims => claims["iat"] = "1")),
        ["iat negative"] = (TokenFailure.ProofMalformed, () => Claims(claims => claims["iat"] = -1)),
        ["iat beyond numbers"] = (TokenFailure.ProofMalformed, () => ProofCase.Key.Sign(HeaderText, Payload().Replace("\"iat\":", "\"iat\":1e400,\"x\":", StringComparison.Ordinal))),
        ["htm GET"] = (TokenFailure.ProofMethod, () => Claims(claims => claims["htm"] = "GET")),
        ["htm in small letters"] = (TokenFailure.ProofMethod, () => Claims(claims => claims["htm"] = "post")),
        ["htu of another path"] = (TokenFailure.ProofAddress, () => Claims(claims => claims["htu"] = "https://events.shop.example/v4/events/batch")),
        ["ath of another token"] = (TokenFailure.ProofOtherToken, () => Claims(claims => claims["ath"] = BrowserKey.Hash(s_other))),
        ["ath no hash"] = (TokenFailure.ProofOtherToken, () => Claims(claims => claims["ath"] = "AAAA")),
        ["iat 61 s ago"] = (TokenFailure.ProofTooOld, () => Claims(claims => claims["iat"] = TokenCase.NowSeconds - 61)),
        ["iat in 31 s"] = (TokenFailure.ProofFromFuture, () => Claims(claims => claims["iat"] = TokenCase.NowSeconds + 31)),
        ["iat in milliseconds"] = (TokenFailure.ProofMalformed, () => Claims(claims => claims["iat"] = TokenCase.NowSeconds * 1_000)),
    };

    public static TheoryData<string> Bad => [.. s_bad.Keys];

    private static string HeaderText => new JsonObject { ["typ"] = "dpop+jwt", ["alg"] = "ES256", ["jwk"] = ProofCase.Key.Jwk() }.ToJsonString();

    [Theory]
    [MemberData(nameof(Bad))]
    public void Verify_ABadProof_IsThatFailure(string name)
    {
        var result = ProofCase.Verify(s_bad[name].Make());

        Assert.Equal((s_bad[name].Failure, null, null), (result.Failure, result.Proof, result.Identity));
    }

    [Fact]
    public void Verify_AGoodProof_IdentifiesItByKeyAndJti()
    {
        var one = ProofCase.Verify(Claims(claims => claims["jti"] = "a"));
        var same = ProofCase.Verify(Claims(claims => (claims["jti"], claims["more"]) = ("a", 1)));
        var other = ProofCase.Verify(Claims(claims => claims["jti"] = "b"));
        var token = SigningKey.Shared.Token(s_stranger.Confirm("c-17"), TokenCase.Now);
        var strange = ProofCase.Verify(s_stranger.Prove(token, ProofCase.Address, TokenCase.Now, (_, claims) => claims["jti"] = "a"), token: token);

        Assert.All([one, same, other, strange], result => Assert.Equal((TokenFailure.None, "c-17"), (result.Failure, result.Identity!.CustomId)));
        Assert.Equal(TokenCase.NowSeconds, one.Proof!.IssuedAt);
        Assert.Equal(one.Proof, same.Proof);
        Assert.NotEqual(one.Proof, other.Proof);
        Assert.NotEqual(one.Proof, strange.Proof);
    }

    [Theory]
    [InlineData(-60)]
    [InlineData(30)]
    public void Verify_IatAtTheEdge_IsAccepted(int seconds) =>
        Assert.Equal(TokenFailure.None, ProofCase.Verify(Claims(claims => claims["iat"] = TokenCase.NowSeconds + seconds)).Failure);

    [Fact]
    public void Verify_WhatBrowsersAdd_IsAccepted()
    {
        Assert.Equal(TokenFailure.None, ProofCase.Verify(Jwk(jwk => (jwk["ext"], jwk["key_ops"], jwk["alg"]) = (true, new JsonArray("verify"), "ES256"))).Failure);
        Assert.Equal(TokenFailure.None, ProofCase.Verify(Claims(claims => claims["iat"] = TokenCase.NowSeconds - 0.25)).Failure);
        Assert.Equal(TokenFailure.None, ProofCase.Verify(Claims(claims => claims["jti"] = new string('é', 256))).Failure);
    }

    [Fact]
    public void Verify_KeyThatIsNoPointOfTheCurve_IsProofKey()
    {
        // The token names it, so it comes to the import.
        var y = SigningKey.Encode(new byte[32]);
        var jwk = new JsonObject { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = ProofCase.Key.X, ["y"] = y };
        var jkt = BrowserKey.Hash($$"""{"crv":"P-256","kty":"EC","x":"{{ProofCase.Key.X}}","y":"{{y}}"}""");
        var token = SigningKey.Shared.Token(new { customId = "c-17", cnf = new { jkt } }, TokenCase.Now);

        Assert.Equal(TokenFailure.ProofKey, ProofCase.Verify(ProofCase.Key.Prove(token, ProofCase.Address, TokenCase.Now, jwk: jwk), token: token).Failure);
    }

    [Fact]
    public void Verify_AnyChangedCharacter_IsRefused()
    {
        var proof = ProofCase.Prove();
        var accepted = Enumerable.Range(0, proof.Length)
            .SelectMany(place => "Aa0_-.=".Where(other => other != proof[place]).Select(other => proof[..place] + other + proof[(place + 1)..]))
            .Count(changed => ProofCase.Verify(changed).Failure == TokenFailure.None);

        Assert.Equal(0, accepted);
    }

    [Fact]
    public void Verify_MoreKeysThanAreKept_AllAreAccepted()
    {
        var verifications = Enumerable.Range(0, 50).Select(_ =>
        {
            using var key = BrowserKey.Create();
            var token = SigningKey.Shared.Token(key.Confirm("c-17"), TokenCase.Now);
            return ProofCase.Verify(key.Prove(token, ProofCase.Address, TokenCase.Now), token: token).Failure;
        });

        Assert.All(verifications, failure => Assert.Equal(TokenFailure.None, failure));
    }

    private static string Payload() => Encoding.UTF8.GetString(Base64(ProofCase.Prove().Split('.')[1]));

    private static byte[] Base64(string text) => System.Buffers.Text.Base64Url.DecodeFromChars(text);

    private static string Claims(Action<JsonObject> change) => ProofCase.Prove((_, claims) => change(claims));

    private static string Header(Action<JsonObject> change) => ProofCase.Prove((header, _) => change(header));

    private static string Jwk(Action<JsonObject> change) => Header(header => change(header["jwk"]!.AsObject()));

    private static string WithSignature(Func<byte[], byte[]> change)
    {
        var proof = ProofCase.Prove();
        var end = proof.LastIndexOf('.') + 1;
        return proof[..end] + SigningKey.Encode(change(Base64(proof[end..])));
    }
}
