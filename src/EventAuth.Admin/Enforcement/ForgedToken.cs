using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using EventAuth.Core.Certificates;

namespace EventAuth.Admin.Enforcement;

/// <summary>A token of which everything is right except that nobody signed it: only the check of the signature refuses it.</summary>
internal static class ForgedToken
{
    private const int Bytes = 32;
    private const int UsualSignature = 256;

    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(1);

    /// <summary>What <c>Authorization</c> says: a new one each time, since tokens that were refused are remembered.</summary>
    /// <param name="key">The key in force, or null while there is none.</param>
    public static string Authorization(TokenRules rules, VerificationKey? key, DateTimeOffset now)
    {
        var claims = new Dictionary<string, object>
        {
            ["uuid"] = ProbeEvent.Uuid,
            ["iat"] = now.ToUnixTimeSeconds(),
            ["exp"] = (now + (rules.MaxLifetime < s_lifetime ? rules.MaxLifetime : s_lifetime)).ToUnixTimeSeconds(),
            ["jti"] = Random(),
        };
        if (rules.Issuer is { } issuer)
        {
            claims["iss"] = issuer;
        }

        if (rules.Audience is { } audience)
        {
            claims["aud"] = audience;
        }

        if (rules.RequiresProof)
        {
            claims["cnf"] = new { jkt = Random() };
        }

        // Below any modulus, so that it is checked as a signature and not refused as too large a number.
        var signature = RandomNumberGenerator.GetBytes(key?.SignatureLength ?? UsualSignature);
        signature[0] = 0;
        var signed = $"{Encode(new { alg = "RS256", typ = "JWT" })}.{Encode(claims)}";
        return $"{(rules.RequiresProof ? "DPoP" : "Bearer")} {signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));

    private static string Encode(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));
}
