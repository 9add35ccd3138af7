using System.Text.Json;
using System.Text.RegularExpressions;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Math;

namespace EventAuth.Core.Certificates;

/// <summary>Keys in JSON (RFC 7517) and in XML (the RSAKeyValue of XML signatures).</summary>
internal static partial class KeyDocument
{
    private static readonly string[] PrivateMembers = ["d", "p", "q"];

    /// <summary>A JWK, a set of them, or any object that holds one key as a text; null where the text is no JSON.</summary>
    /// <param name="text">Trimmed.</param>
    /// <param name="corrections">Takes what was put right.</param>
    /// <param name="readText">Reads the one text.</param>
    public static KeyFinding? ReadJson(string text, ICollection<CertificateCorrection> corrections, Func<string, KeyFinding> readText)
    {
        if (Parse(text) is not { } json)
        {
            return null;
        }

        List<JsonElement> jwks = [.. ObjectsIn(json).Where(member => member.TryGetProperty("kty", out _))];
        if (jwks.Count > 0)
        {
            return ReadKeys(jwks, corrections);
        }

        List<string> texts = [.. TextsIn(json)];
        if (texts.Exists(one => KeyWords.HasSecret(Blanks.Replace(one, ""))))
        {
            return CertificateProblem.PrivateKey;
        }

        return texts.FindAll(Key.IsMatch) switch
        {
            [var one] => readText(one),
            [] => CertificateProblem.NotAKey,
            _ => CertificateProblem.SeveralKeys,
        };
    }

    /// <summary>The key of an RSAKeyValue.</summary>
    public static KeyFinding ReadXml(string text, ICollection<CertificateCorrection> corrections)
    {
        if (SecretXml.IsMatch(text))
        {
            return CertificateProblem.PrivateKey;
        }

        corrections.Add(CertificateCorrection.ConvertedFromXml);
        return Encode(NumberIn(Modulus), NumberIn(Exponent));

        byte[]? NumberIn(Regex pattern) =>
            pattern.Match(text) is { Success: true } match ? KeyBody.Decode(Blanks.Replace(match.Groups["number"].Value, "")) : null;
    }

    private static KeyFinding ReadKeys(List<JsonElement> jwks, ICollection<CertificateCorrection> corrections)
    {
        if (jwks.Exists(jwk => PrivateMembers.Any(member => jwk.TryGetProperty(member, out _))))
        {
            return CertificateProblem.PrivateKey;
        }

        if (jwks.TrueForAll(jwk => TextOf(jwk, "kty") == "oct"))
        {
            return CertificateProblem.SharedSecret;
        }

        if (jwks.FindAll(jwk => TextOf(jwk, "kty") == "RSA") is not [var rsa])
        {
            return jwks.Exists(jwk => TextOf(jwk, "kty") == "RSA") ? CertificateProblem.SeveralKeys : CertificateProblem.NotRsa;
        }

        if (TextOf(rsa, "alg")?.StartsWith("PS", StringComparison.Ordinal) == true)
        {
            return CertificateProblem.RsaPss;
        }

        corrections.Add(CertificateCorrection.ConvertedFromJwk);
        return Encode(KeyBody.Decode(TextOf(rsa, "n") ?? "-"), KeyBody.Decode(TextOf(rsa, "e") ?? "-"));
    }

    private static KeyFinding Encode(byte[]? modulus, byte[]? exponent)
    {
        if (modulus is not { Length: > 0 } || exponent is not { Length: > 0 })
        {
            return CertificateProblem.NotAKey;
        }

        var der = new RsaPublicKeyStructure(new BigInteger(1, modulus), new BigInteger(1, exponent)).GetDerEncoded();
        return KeyStructure.FindProblem(der) is { } problem ? problem : der;
    }

    private static JsonElement? Parse(string text)
    {
        if (text[0] is not '{' and not '[')
        {
            return null;
        }

        foreach (var candidate in (string[])[text, text.Replace('\'', '"')])
        {
            try
            {
                return JsonElement.Parse(candidate);
            }
            catch (JsonException)
            {
                // Something else.
            }
        }

        return null;
    }

    // Services wrap the key in objects of their own.
    private static IEnumerable<JsonElement> ObjectsIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(ObjectsIn),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => ObjectsIn(member.Value)).Prepend(json),
        _ => [],
    };

    private static IEnumerable<string> TextsIn(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => TextOf(json) is { } text ? [text] : [],
        JsonValueKind.Array => json.EnumerateArray().SelectMany(TextsIn),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => TextsIn(member.Value)),
        _ => [],
    };

    private static string? TextOf(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? TextOf(value) : null;

    // Half a surrogate pair cannot be a text.
    private static string? TextOf(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex Blanks { get; }

    [GeneratedRegex("-----BEGIN|^MII", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex Key { get; }

    [GeneratedRegex("<(D|P|Q|DP|DQ|InverseQ)>", RegexOptions.ExplicitCapture, CertificateReader.Patience)]
    private static partial Regex SecretXml { get; }

    [GeneratedRegex(
        "<Modulus>(?<number>[^<]*)</Modulus>",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, CertificateReader.Patience)]
    private static partial Regex Modulus { get; }

    [GeneratedRegex(
        "<Exponent>(?<number>[^<]*)</Exponent>",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, CertificateReader.Patience)]
    private static partial Regex Exponent { get; }
}
