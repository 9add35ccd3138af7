using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using EventAuth.Core.Tokens;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Attacks;

/// <summary>The token brings its key, or tries to pick one (RFC 7515, section 4.1; RFC 8725, section 3.10).</summary>
internal static class KeyAttacks
{
    private static readonly string[] s_hints =
    [
        "../../../../../../dev/null", "/dev/null", "file:///dev/null", "/proc/self/environ", "..\\..\\key", "' OR 1=1 --", "x' UNION SELECT 'AAAA' --", "\"; DROP TABLE Certificates; --",
        "http://127.0.0.1:9/key.pem", "\\\\127.0.0.1\\share\\key", "${jndi:ldap://127.0.0.1:9/a}", "$(id)", "`id`", "{{7*7}}", "<script>", "\0", "c1", "c1\r\nX-Injected: 1", "",
    ];

    public static IEnumerable<Attack> All =>
    [
        .. Brought().Select(member => new Attack("brings " + member.Name, TokenFailure.WrongSignature, target => Stranger(target, member.Json))),
        .. s_hints.Select(hint => new Attack("kid " + JsonSerializer.Serialize(hint), TokenFailure.WrongSignature, target => Stranger(target, "\"kid\":" + JsonSerializer.Serialize(hint)))),
        new("kid of 10 KB", TokenFailure.TooLong, target => Stranger(target, $"\"kid\":\"{new string('k', 10_240)}\"")),
        new("kid as number", TokenFailure.BadHeader, target => SigningKey.Shared.SignCompact("""{"alg":"RS256","kid":1}""", target.Claims)),
        new("kid as list", TokenFailure.BadHeader, target => SigningKey.Shared.SignCompact("""{"alg":"RS256","kid":["c1"]}""", target.Claims)),
        new("crit unknown", TokenFailure.CriticalHeader, target => Critical(target, "\"crit\":[\"http://shop.example/x\"],\"http://shop.example/x\":true")),
        new("crit with exp", TokenFailure.CriticalHeader, target => Critical(target, $"\"crit\":[\"exp\"],\"exp\":{target.Now + 300}")),
        new("crit empty", TokenFailure.CriticalHeader, target => Critical(target, "\"crit\":[]")),
        new("crit null", TokenFailure.CriticalHeader, target => Critical(target, "\"crit\":null")),
        new("crit escaped", TokenFailure.CriticalHeader, target => Critical(target, "\"cr\\u0069t\":[\"alg\"]")),
        new("b64 true, critical", TokenFailure.CriticalHeader, target => Critical(target, "\"b64\":true,\"crit\":[\"b64\"]")),
        new("b64 false, critical", TokenFailure.CriticalHeader, target => Critical(target, "\"b64\":false,\"crit\":[\"b64\"]")),
        new("b64 false, not critical", TokenFailure.CriticalHeader, target => Critical(target, "\"b64\":false")),
        new("b64 false over the payload as it is", TokenFailure.BadBase64, target =>
            SigningKey.Shared.SignInput(Forgery.Encode("""{"alg":"RS256","b64":false,"crit":["b64"]}""") + "." + target.Claims)),
        .. new[] { "\"at+jwt\"", "\"JOSE\"", "\"jwt\"", "\"\"", "null", "1" }.Select(type =>
            new Attack("typ " + type, TokenFailure.WrongType, target => Critical(target, "\"typ\":" + type))),
    ];

    /// <summary>The stranger's key in each of the ways in which a header can contain or name one.</summary>
    private static IEnumerable<(string Name, string Json)> Brought()
    {
        using var rsa = Forgery.Import(SigningKey.Other);
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        var jwk = $$"""{"kty":"RSA","alg":"RS256","use":"sig","n":"{{SigningKey.Encode(numbers.Modulus)}}","e":"{{SigningKey.Encode(numbers.Exponent)}}"}""";
        var request = new CertificateRequest("CN=shop.example", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        var chain = Convert.ToBase64String(certificate.RawData);
        yield return ("jwk", "\"jwk\":" + jwk);
        yield return ("jwk and its kid", "\"kid\":\"mine\",\"jwk\":" + jwk);
        yield return ("x5c", $"\"x5c\":[\"{chain}\"]");
        yield return ("x5c and x5t", $"\"x5c\":[\"{chain}\"],\"x5t#S256\":\"{SigningKey.Encode(SHA256.HashData(certificate.RawData))}\"");
        yield return ("jku", "\"jku\":\"http://127.0.0.1:9/keys.json\"");
        yield return ("jku as data", $"\"jku\":\"data:application/json;base64,{Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes("{\"keys\":[" + jwk + "]}"))}\"");
        yield return ("x5u", "\"x5u\":\"http://127.0.0.1:9/certificate.pem\"");
    }

    private static string Stranger(AttackTarget target, string member) => SigningKey.Other.SignCompact($$"""{"alg":"RS256",{{member}}}""", target.Claims);

    private static string Critical(AttackTarget target, string member) => SigningKey.Shared.SignCompact($$"""{"alg":"RS256",{{member}}}""", target.Claims);
}
