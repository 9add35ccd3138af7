using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Attacks;

/// <summary>Makes tokens of parts that do not belong together, and signatures that no library makes.</summary>
internal static class Forgery
{
    public const string Header = """{"alg":"RS256","typ":"JWT"}""";

    // DigestInfo of SHA-256 without the hash itself (RFC 8017, section 9.2, note 1).
    public static ReadOnlySpan<byte> DigestInfo => [0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];

    /// <summary>A token as the shop's backend makes it.</summary>
    public static string Good(AttackTarget target) => SigningKey.Shared.SignCompact(Header, target.Claims);

    public static string Encode(string text) => SigningKey.Encode(Encoding.UTF8.GetBytes(text));

    /// <summary>What is signed: header and payload, encoded.</summary>
    public static string Input(string header, string payload) => Encode(header) + "." + Encode(payload);

    /// <summary>A token of bytes that are not text, with the shop's signature.</summary>
    public static string OverBytes(ReadOnlySpan<byte> header, ReadOnlySpan<byte> payload) =>
        SigningKey.Shared.SignInput(SigningKey.Encode(header) + "." + SigningKey.Encode(payload));

    /// <summary>A valid token whose signature was changed.</summary>
    public static string WithSignature(AttackTarget target, Func<byte[], byte[]> change)
    {
        var parts = Good(target).Split('.');
        return parts[0] + "." + parts[1] + "." + SigningKey.Encode(change(Base64Url.DecodeFromChars(parts[2])));
    }

    /// <summary>A token signed with another scheme and the shop's own key.</summary>
    public static string BySharedKey(AttackTarget target, string algorithm, HashAlgorithmName hash, RSASignaturePadding padding)
    {
        using var rsa = Import(SigningKey.Shared);
        var input = Input($$"""{"alg":"{{algorithm}}","typ":"JWT"}""", target.Claims);
        return input + "." + SigningKey.Encode(rsa.SignData(Encoding.ASCII.GetBytes(input), hash, padding));
    }

    /// <summary>A token whose signature decrypts to a block made by the forger: the private operation on it, without any padding.</summary>
    /// <param name="target">Whom the token is for.</param>
    /// <param name="block">Makes the 256 bytes from the hash of the signing input.</param>
    public static string WithBlock(AttackTarget target, Func<byte[], byte[]> block)
    {
        var input = Input(Header, target.Claims);
        var encoded = block(SHA256.HashData(Encoding.ASCII.GetBytes(input)));
        using var rsa = Import(SigningKey.Shared);
        var key = rsa.ExportParameters(includePrivateParameters: true);
        var signature = BigInteger.ModPow(Number(encoded), Number(key.D!), Number(key.Modulus!)).ToByteArray(isUnsigned: true, isBigEndian: true);
        return input + "." + SigningKey.Encode([.. new byte[key.Modulus!.Length - signature.Length], .. signature]);
    }

    public static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    /// <summary>The modulus of the shop's key.</summary>
    public static byte[] Modulus()
    {
        using var rsa = Import(SigningKey.Shared);
        return rsa.ExportParameters(includePrivateParameters: false).Modulus!;
    }

    public static RSA Import(SigningKey key)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(key.PrivatePem);
        return rsa;
    }
}
