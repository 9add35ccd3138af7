using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace EventAuth.Testing;

/// <summary>A shop's key pair, to sign tokens with in tests.</summary>
public sealed class SigningKey : IDisposable
{
    private readonly RSA _rsa;

    private SigningKey(RSA rsa) => _rsa = rsa;

    /// <summary>A key that tests share when they do not care which.</summary>
    public static SigningKey Shared { get; } = Create();

    /// <summary>Another key that tests share: the stranger's, or the former one.</summary>
    public static SigningKey Other { get; } = Create();

    /// <summary>The public key as PEM with line breaks, as openssl writes it.</summary>
    public string PublicPem => _rsa.ExportSubjectPublicKeyInfoPem();

    /// <summary>The public key as DER SubjectPublicKeyInfo.</summary>
    public byte[] SubjectPublicKeyInfo => _rsa.ExportSubjectPublicKeyInfo();

    /// <summary>The private key as PEM (PKCS#8).</summary>
    public string PrivatePem => _rsa.ExportPkcs8PrivateKeyPem();

    /// <summary>64 lower-case hexadecimal digits over the DER SubjectPublicKeyInfo.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(SubjectPublicKeyInfo));

    public static SigningKey Create(int bits = 2048) => new(RSA.Create(bits));

    /// <summary>A key pair from its private PEM, as openssl wrote it.</summary>
    public static SigningKey Import(string privatePem)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(privatePem);
        return new SigningKey(rsa);
    }

    /// <summary>A token with the usual header over these claims; <c>exp</c> is added unless they have it.</summary>
    /// <param name="claims">An anonymous object or dictionary.</param>
    /// <param name="now">When the token is made; the current time when absent.</param>
    /// <param name="lifetime">How long it is valid; five minutes when absent.</param>
    public string Token(object claims, DateTimeOffset? now = null, TimeSpan? lifetime = null)
    {
        var members = JsonSerializer.SerializeToNode(claims)!.AsObject();
        if (!members.ContainsKey("exp"))
        {
            members["exp"] = ((now ?? TimeProvider.System.GetUtcNow()) + (lifetime ?? TimeSpan.FromMinutes(5))).ToUnixTimeSeconds();
        }

        return SignCompact("""{"alg":"RS256","typ":"JWT"}""", members.ToJsonString());
    }

    /// <summary>The private operation on any content in the padding of RFC 8017, section 9.2, without the algorithm's name (DigestInfo) before it.</summary>
    public byte[] SignPadded(ReadOnlySpan<byte> content)
    {
        var key = _rsa.ExportParameters(includePrivateParameters: true);
        var length = key.Modulus!.Length;
        byte[] padded = [0, 1, .. Enumerable.Repeat((byte)0xFF, length - content.Length - 3), 0, .. content];
        var signature = new byte[length];
        var bytes = BigInteger.ModPow(Number(padded), Number(key.D), Number(key.Modulus)).ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(signature.AsSpan(length - bytes.Length));
        return signature;

        static BigInteger Number(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);
    }

    /// <summary>A correctly signed compact form of any header and payload text.</summary>
    public string SignCompact(string header, string payload) =>
        SignInput(Encode(Encoding.UTF8.GetBytes(header)) + "." + Encode(Encoding.UTF8.GetBytes(payload)));

    /// <summary>A correct signature of any signing input.</summary>
    public string SignInput(string signingInput) => SignInput(signingInput, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    /// <summary>A signature with another scheme of the same key, whatever the header says.</summary>
    public string SignInput(string signingInput, HashAlgorithmName hash, RSASignaturePadding padding) =>
        signingInput + "." + Encode(_rsa.SignData(Encoding.ASCII.GetBytes(signingInput), hash, padding));

    /// <summary>base64url without padding (RFC 7515, section 2).</summary>
    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    public void Dispose() => _rsa.Dispose();
}
