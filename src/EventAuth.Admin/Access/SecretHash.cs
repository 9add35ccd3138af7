using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace EventAuth.Admin.Access;

/// <summary>Secrets with enough entropy: made from 256 random bits, kept and compared only as SHA-256.</summary>
internal static class SecretHash
{
    private const int SecretBytes = 32;

    /// <summary>A new secret as base64url: 43 characters that are valid in any address.</summary>
    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));

    public static byte[] Of(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
