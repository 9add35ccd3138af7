using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using EventAuth.Core.Certificates;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Tokens.Published;

/// <summary>The key of a group of published JWS cases, as far as it could be this program's certificate.</summary>
/// <param name="SubjectPublicKeyInfo">The key, in DER; the shop's own if the group has no suitable one, so that its cases are still checked with a key.</param>
/// <param name="Unfit">Why no case of the group may be accepted, or null.</param>
internal sealed record PublishedKey(byte[] SubjectPublicKeyInfo, string? Unfit)
{
    /// <summary>The key, made ready to verify signatures with.</summary>
    public VerificationKey Verification => VerificationKey.OfSubjectPublicKeyInfo("c1", SubjectPublicKeyInfo);

    public static PublishedKey Of(JsonElement group)
    {
        if (!(group.TryGetProperty("public", out var jwk) || group.TryGetProperty("private", out jwk)) || Text(jwk, "kty") is not { } type)
        {
            return new PublishedKey(SigningKey.Shared.SubjectPublicKeyInfo, "no key");
        }

        if (type != "RSA")
        {
            return new PublishedKey(SigningKey.Shared.SubjectPublicKeyInfo, $"a key of type {type}, which is no certificate here");
        }

        // A certificate is for RS256 signatures but does not say so (it has no "use", "key_ops" or "alg" of RFC 7517, section 4): defining
        // a key as certificate gives it that use. A key with a different use cannot be a certificate.
        if (Text(jwk, "use") is not (null or "sig") || !AllowsVerification(jwk))
        {
            return new PublishedKey(SigningKey.Shared.SubjectPublicKeyInfo, "an RSA key that is not for signatures");
        }

        return Text(jwk, "alg") is { } algorithm and not "RS256"
            ? new PublishedKey(SigningKey.Shared.SubjectPublicKeyInfo, $"an RSA key for {algorithm}, and RS256 alone is taken")
            : new PublishedKey(RsaKey(jwk), null);
    }

    private static bool AllowsVerification(JsonElement jwk) =>
        !jwk.TryGetProperty("key_ops", out var operations) || operations.ToString().Contains("verify", StringComparison.Ordinal);

    private static string? Text(JsonElement jwk, string member) =>
        jwk.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[] RsaKey(JsonElement jwk)
    {
        using var rsa = RSA.Create(new RSAParameters
        {
            Modulus = Base64Url.DecodeFromChars(jwk.GetProperty("n").GetString()),
            Exponent = Base64Url.DecodeFromChars(jwk.GetProperty("e").GetString()),
        });
        return rsa.ExportSubjectPublicKeyInfo();
    }
}
