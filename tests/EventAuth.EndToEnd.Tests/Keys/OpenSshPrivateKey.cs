using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace EventAuth.EndToEnd.Tests.Keys;

/// <summary>Writes an RSA key in OpenSSH's own form (openssh-key-v1, unencrypted), as ssh-keygen does.</summary>
internal static class OpenSshPrivateKey
{
    public static string Write(RSAParameters key)
    {
        byte[] publicBlob = [.. Text("ssh-rsa"), .. Number(key.Exponent!), .. Number(key.Modulus!)];
        var check = RandomNumberGenerator.GetBytes(4);
        var secret = new List<byte>(
        [
            .. check, .. check, .. Text("ssh-rsa"), .. Number(key.Modulus!), .. Number(key.Exponent!), .. Number(key.D!),
            .. Number(key.InverseQ!), .. Number(key.P!), .. Number(key.Q!), .. Text("admin@shop.example"),
        ]);
        for (byte padding = 1; secret.Count % 8 != 0; padding++)
        {
            secret.Add(padding);
        }

        byte[] file =
        [
            .. Encoding.ASCII.GetBytes("openssh-key-v1\0"), .. Text("none"), .. Text("none"), .. Text(""), 0, 0, 0, 1,
            .. Counted(publicBlob), .. Counted([.. secret]),
        ];
        var lines = Convert.ToBase64String(file).Chunk(70).Select(line => new string(line));
        return $"-----BEGIN OPENSSH PRIVATE KEY-----\n{string.Join('\n', lines)}\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    private static byte[] Text(string text) => Counted(Encoding.ASCII.GetBytes(text));

    // A number whose first bit is set gets a leading zero, so that it is not read as negative (RFC 4251, section 5).
    private static byte[] Number(byte[] bytes) => Counted(bytes[0] >= 0x80 ? [0, .. bytes] : bytes);

    private static byte[] Counted(byte[] bytes)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        return [.. length, .. bytes];
    }
}
