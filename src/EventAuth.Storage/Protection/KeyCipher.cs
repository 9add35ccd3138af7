using System.Security.Cryptography;
using System.Text;

namespace EventAuth.Storage.Protection;

/// <summary>
/// Encrypts the keys of cookies and forms (AES-256-GCM) where they leave the storage folder, under a key that follows from
/// <c>audit.key</c>.
/// </summary>
/// <param name="key">32 bytes, of <see cref="AuditKey.Derive"/> with <see cref="Purpose"/>.</param>
internal sealed class KeyCipher(byte[] key)
{
    public const string Purpose = "EventAuth protection keys 1";

    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <param name="name">What is under one name cannot stand under another.</param>
    public byte[] Close(string name, string text)
    {
        using var cipher = new AesGcm(key, TagLength);
        var plain = Encoding.UTF8.GetBytes(text);
        var content = new byte[NonceLength + plain.Length + TagLength];
        RandomNumberGenerator.Fill(content.AsSpan(0, NonceLength));
        cipher.Encrypt(
            content.AsSpan(0, NonceLength), plain, content.AsSpan(NonceLength, plain.Length), content.AsSpan(NonceLength + plain.Length),
            Encoding.UTF8.GetBytes(name));
        return content;
    }

    /// <summary>What was encrypted; null where it was changed, or encrypted under another key or name.</summary>
    public string? Open(string name, ReadOnlySpan<byte> content)
    {
        try
        {
            using var cipher = new AesGcm(key, TagLength);
            var text = new byte[content.Length - NonceLength - TagLength];
            cipher.Decrypt(
                content[..NonceLength], content[NonceLength..^TagLength], content[^TagLength..], text, Encoding.UTF8.GetBytes(name));
            return Encoding.UTF8.GetString(text);
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException or OverflowException)
        {
            return null;
        }
    }
}
