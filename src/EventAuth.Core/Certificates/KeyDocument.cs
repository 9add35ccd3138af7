using Org.BouncyCastle.Asn1.X509;
using BigInteger = Org.BouncyCastle.Math.BigInteger;

namespace EventAuth.Core.Certificates;

/// <summary>Keys in JSON (RFC 7517) and in XML (the RSAKeyValue of XML signatures).</summary>
internal static partial class KeyDocument
{
    private static readonly string[] PrivateMembers = ["d", "p", "q"];

    /// <summary>A JWK, a set of them, or any object that has one key as a string; null if the text is not JSON.</summary>
    public static KeyFinding? ReadJson(string text, ICollection<CertificateCorrection> corrections, Func<string, KeyFinding> readText)
    {
        if (Parse(text) is not { } json)
        {
            return null;
        }

        List<JsonElement> jwks = [.. AllIn(json).Where(one => one.ValueKind == JsonValueKind.Object && one.TryGetProperty("kty", out _))];
        List<string> texts = [.. AllIn(json).Where(one => one.ValueKind == JsonValueKind.String).Select(TextOf).OfType<string>()];
        return jwks.Count > 0 ? ReadKeys(jwks, corrections)
            : texts.Exists(one => KeyWords.HasSecret(Blanks.Replace(one, ""))) ? CertificateProblem.PrivateKey
            : texts.FindAll(Key.IsMatch) switch
            {
                [var one] => readText(one),
                [] => CertificateProblem.NotAKey,
                _ => CertificateProblem.SeveralKeys,
            };
    }

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

        var keys = jwks.FindAll(jwk => TextOf(jwk, "kty") == "RSA");
        if (keys is not [var rsa])
        {
            return keys.Count > 0 ? CertificateProblem.SeveralKeys
                : jwks.TrueForAll(jwk => TextOf(jwk, "kty") == "oct") ? CertificateProblem.SharedSecret
                : CertificateProblem.NotRsa;
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
    private static IEnumerable<JsonElement> AllIn(JsonElement json)
    {
        IEnumerable<JsonElement> inner = json.ValueKind switch
        {
            JsonValueKind.Array => json.EnumerateArray().SelectMany(AllIn),
            JsonValueKind.Object => json.EnumerateObject().SelectMany(member => AllIn(member.Value)),
            _ => [],
        };
        return inner.Prepend(json);
    }

    private static string? TextOf(JsonElement json, string member) =>
        json.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? TextOf(value) : null;

    // Half of a surrogate pair is not valid text.
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

    [GeneratedRegex("<Modulus>(?<number>[^<]*)</Modulus>", CertificateReader.AnyCase, CertificateReader.Patience)]
    private static partial Regex Modulus { get; }

    [GeneratedRegex("<Exponent>(?<number>[^<]*)</Exponent>", CertificateReader.AnyCase, CertificateReader.Patience)]
    private static partial Regex Exponent { get; }
}
