using System.Security.Cryptography;
using System.Text;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Attacks;

/// <summary>The token tries to choose how it is checked (RFC 8725, sections 2.1 and 3.1).</summary>
internal static class AlgorithmAttacks
{
    public static IEnumerable<Attack> All =>
    [
        .. Casings("none").SelectMany(None),
        .. Secrets().Select(secret => new Attack("HS256 with " + secret.Name, TokenFailure.WrongAlgorithm, target => Hmac(target, "HS256", secret.Bytes))),
        new("HS256 with an empty secret", TokenFailure.WrongAlgorithm, target => Hmac(target, "HS256", [])),
        new("RS256 said, HMAC made", TokenFailure.WrongSignatureLength, target => Hmac(target, "RS256", Encoding.UTF8.GetBytes(SigningKey.Shared.PublicPem))),
        new("PS256", TokenFailure.WrongAlgorithm, target => Forgery.BySharedKey(target, "PS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
        new("RS256 said, PS256 made", TokenFailure.WrongSignature, target => Forgery.BySharedKey(target, "RS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
        new("RS384", TokenFailure.WrongAlgorithm, target => Forgery.BySharedKey(target, "RS384", HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1)),
        new("RS512", TokenFailure.WrongAlgorithm, target => Forgery.BySharedKey(target, "RS512", HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)),
        new("RS256 said, RS384 made", TokenFailure.WrongSignature, target => Forgery.BySharedKey(target, "RS256", HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1)),
        new("RS256 said, RS512 made", TokenFailure.WrongSignature, target => Forgery.BySharedKey(target, "RS256", HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)),
        new("RS256 said, RS1 made", TokenFailure.WrongSignature, target => Forgery.BySharedKey(target, "RS256", HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1)),
        new("ES256", TokenFailure.WrongAlgorithm, EllipticCurve),
        .. new[] { "rs256", "Rs256", "RS256 ", " RS256", "RS256\\u0000", "RS-256", "", "EdDSA", "HS512" }.Select(Named),
        .. new[] { "null", "256", "[\"RS256\"]", "{\"alg\":\"RS256\"}", "true" }.Select(value =>
            new Attack("alg is " + value, TokenFailure.WrongAlgorithm, target => SigningKey.Shared.SignCompact($$"""{"alg":{{value}}}""", target.Claims))),
        new("alg in another case", TokenFailure.WrongAlgorithm, target => SigningKey.Shared.SignCompact("""{"ALG":"RS256"}""", target.Claims)),
        new("no alg", TokenFailure.WrongAlgorithm, target => SigningKey.Shared.SignCompact("{}", target.Claims)),
        new("two algs", TokenFailure.BadHeader, target => SigningKey.Shared.SignCompact("""{"alg":"none","alg":"RS256"}""", target.Claims)),
        new("two algs, one escaped", TokenFailure.BadHeader, target => SigningKey.Shared.SignCompact("""{"alg":"RS256","\u0061lg":"none"}""", target.Claims)),
        new("JWE of five parts", TokenFailure.NotThreeParts, Encrypted),
        new("JWE header on three parts", TokenFailure.WrongAlgorithm, target => SigningKey.Shared.SignCompact("""{"alg":"RSA-OAEP","enc":"A256GCM"}""", target.Claims)),
    ];

    private static IEnumerable<string> Casings(string word) =>
        Enumerable.Range(0, 1 << word.Length).Select(bits => string.Concat(word.Select((letter, place) => (bits >> place & 1) == 1 ? char.ToUpperInvariant(letter) : letter)));

    private static IEnumerable<Attack> None(string algorithm)
    {
        var header = $$"""{"alg":"{{algorithm}}"}""";
        yield return new Attack(algorithm + ", no signature", TokenFailure.WrongAlgorithm, target => Forgery.Input(header, target.Claims) + ".");
        yield return new Attack(algorithm + ", good signature", TokenFailure.WrongAlgorithm, target => SigningKey.Shared.SignCompact(header, target.Claims));
    }

    private static Attack Named(string algorithm) =>
        new($"alg \"{algorithm}\"", TokenFailure.WrongAlgorithm, target => SigningKey.Shared.SignCompact($$"""{"alg":"{{algorithm}}"}""", target.Claims));

    // The public key is not secret: its owner must not be able to sign with it, whatever form it is stored in.
    private static IEnumerable<(string Name, byte[] Bytes)> Secrets()
    {
        var pem = SigningKey.Shared.PublicPem;
        var lines = pem.Split('\n');
        var body = string.Concat(lines[1..^1]);
        using var rsa = Forgery.Import(SigningKey.Shared);
        yield return ("the PEM", Encoding.UTF8.GetBytes(pem));
        yield return ("the PEM and a line break", Encoding.UTF8.GetBytes(pem + "\n"));
        yield return ("the PEM with CRLF", Encoding.UTF8.GetBytes(pem.ReplaceLineEndings("\r\n") + "\r\n"));
        yield return ("the PEM on one line", Encoding.UTF8.GetBytes(lines[0] + body + lines[^1]));
        yield return ("the PEM with written line breaks", Encoding.UTF8.GetBytes(string.Join("\\n", lines)));
        yield return ("the PEM's base64", Encoding.UTF8.GetBytes(body));
        yield return ("the PEM of PKCS#1", Encoding.UTF8.GetBytes(rsa.ExportRSAPublicKeyPem()));
        yield return ("the DER", rsa.ExportSubjectPublicKeyInfo());
        yield return ("the DER of PKCS#1", rsa.ExportRSAPublicKey());
        yield return ("the modulus", Forgery.Modulus());
        yield return ("the fingerprint", Encoding.UTF8.GetBytes(SigningKey.Shared.Sha256));
    }

    private static string Hmac(AttackTarget target, string algorithm, byte[] secret)
    {
        var input = Forgery.Input($$"""{"alg":"{{algorithm}}","typ":"JWT"}""", target.Claims);
        return input + "." + SigningKey.Encode(HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes(input)));
    }

    private static string EllipticCurve(AttackTarget target)
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var input = Forgery.Input("""{"alg":"ES256","typ":"JWT"}""", target.Claims);
        return input + "." + SigningKey.Encode(curve.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256));
    }

    // Well made as far as an outsider can: the content key is encrypted for the shop's public key (RFC 7516, section 7.1).
    private static string Encrypted(AttackTarget target)
    {
        var header = Forgery.Encode("""{"alg":"RSA-OAEP","enc":"A256GCM","cty":"JWT"}""");
        var (key, nonce, tag) = (RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(12), new byte[16]);
        var plain = Encoding.UTF8.GetBytes(target.Claims);
        var cipher = new byte[plain.Length];
        using var content = new AesGcm(key, tag.Length);
        content.Encrypt(nonce, plain, cipher, tag, Encoding.ASCII.GetBytes(header));
        using var rsa = Forgery.Import(SigningKey.Shared);
        return string.Join('.', header, SigningKey.Encode(rsa.Encrypt(key, RSAEncryptionPadding.OaepSHA1)), SigningKey.Encode(nonce), SigningKey.Encode(cipher), SigningKey.Encode(tag));
    }
}
