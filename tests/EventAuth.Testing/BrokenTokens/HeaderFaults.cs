using System.Security.Cryptography;
using System.Text;
using EventAuth.Core.Inspection;

namespace EventAuth.Testing.BrokenTokens;

/// <summary>Tokens whose header asks for something other than RS256 with the key in force.</summary>
internal static class HeaderFaults
{
    public static IReadOnlyList<BrokenToken> All { get; } =
    [
        new("no alg", TokenFindingCode.AlgorithmMissing, "names no algorithm", mint => mint.WithHeader("""{"typ":"JWT"}""")),
        new("ALG in capital letters", TokenFindingCode.AlgorithmMissing, "small letters", mint => mint.WithHeader("""{"ALG":"RS256"}""")),
        new("alg none", TokenFindingCode.AlgorithmNone, "anybody could have written it", mint => mint.Input("""{"alg":"none"}""") + "."),
        new("alg nOnE over a good signature", TokenFindingCode.AlgorithmNone, "anybody could have written it", mint => mint.WithHeader("""{"alg":"nOnE"}""")),
        new("HS256", TokenFindingCode.AlgorithmHmac, "alg is HS256; that is the default of many libraries", mint => Hmac(mint, "HS256", "a secret")),
        new("HS512", TokenFindingCode.AlgorithmHmac, "Set RS256", mint => Hmac(mint, "HS512", "a secret")),
        new("HS256 with the public key for a secret", TokenFindingCode.PublicKeyAsSecret, "The public key is no secret", mint => Hmac(mint, "HS256", SigningKey.Shared.PublicPem)),
        new("RS512", TokenFindingCode.AlgorithmRsa, "alg is RS512", mint => Rsa(mint, "RS512", HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1)),
        new("PS256", TokenFindingCode.AlgorithmRsa, "alg is PS256", mint => Rsa(mint, "PS256", HashAlgorithmName.SHA256, RSASignaturePadding.Pss)),
        new("ES256", TokenFindingCode.AlgorithmElliptic, "Make an RSA pair", Elliptic),
        new("rs256 in small letters", TokenFindingCode.AlgorithmMisspelt, "it means RS256", mint => mint.WithHeader("""{"alg":"rs256"}""")),
        new("the algorithm of XML", TokenFindingCode.AlgorithmUnknown, "Only RS256 is accepted", mint => mint.WithHeader("""{"alg":"http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"}""")),
        new("alg as a list", TokenFindingCode.AlgorithmUnknown, "alg is a list", mint => mint.WithHeader("""{"alg":["RS256"]}""")),
        new("an access token", TokenFindingCode.WrongType, "typ is \"at+jwt\"", mint => mint.WithHeader("""{"alg":"RS256","typ":"at+jwt"}""")),
        new("typ in small letters", TokenFindingCode.WrongType, "typ is \"jwt\". It must be \"JWT\", in capital letters.", mint => mint.WithHeader("""{"alg":"RS256","typ":"jwt"}""")),
        new("crit", TokenFindingCode.CriticalHeader, "Leave crit out", mint => mint.WithHeader("""{"alg":"RS256","crit":["exp"]}""")),
        new("an unencoded payload", TokenFindingCode.UnencodedPayload, "not encoded", mint => mint.WithHeader("""{"alg":"RS256","b64":false}""")),
        new("kid as a number", TokenFindingCode.KeyHintNotText, "kid is 17", mint => mint.WithHeader("""{"alg":"RS256","kid":17}""")),
    ];

    private static string Hmac(TokenMint mint, string algorithm, string secret)
    {
        var input = mint.Input($$"""{"alg":"{{algorithm}}","typ":"JWT"}""");
        var (key, bytes) = (Encoding.UTF8.GetBytes(secret), Encoding.ASCII.GetBytes(input));
        return input + "." + SigningKey.Encode(algorithm == "HS512" ? HMACSHA512.HashData(key, bytes) : HMACSHA256.HashData(key, bytes));
    }

    private static string Rsa(TokenMint mint, string algorithm, HashAlgorithmName hash, RSASignaturePadding padding) =>
        TokenMint.InForce.SignInput(mint.Input($$"""{"alg":"{{algorithm}}"}"""), hash, padding);

    private static string Elliptic(TokenMint mint)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var input = mint.Input("""{"alg":"ES256","typ":"JWT"}""");
        return input + "." + SigningKey.Encode(key.SignData(Encoding.ASCII.GetBytes(input), HashAlgorithmName.SHA256));
    }
}
