using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;

namespace EventAuth.Testing;

/// <summary>What an authenticator app does: time-based one-time passwords (RFC 6238) by HMAC-SHA-1, 6 digits, 30 s.</summary>
public sealed class AuthenticatorApp(string key)
{
    private const int Step = 30;
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The current code, or that of some steps later. The program accepts those from two steps before to two after.</summary>
    public string Code(int stepsLater = 0) => CodeAt(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() + (stepsLater * Step));

    /// <summary>The code of a moment.</summary>
    [SuppressMessage("Security", "CA5350", Justification = "What RFC 6238 says and apps do; as a MAC, SHA-1 is not broken.")]
    public string CodeAt(long unixSeconds)
    {
        Span<byte> counter = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(counter, unixSeconds / Step);
        var hash = HMACSHA1.HashData(Decode(key), counter);
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 0xF)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>Codes that are wrong now and for some minutes.</summary>
    public IEnumerable<string> WrongCodes()
    {
        var right = Enumerable.Range(-6, 13).Select(Code).ToHashSet();
        return Enumerable.Range(100_000, 1_000).Select(number => number.ToString(CultureInfo.InvariantCulture)).Where(code => !right.Contains(code));
    }

    private static byte[] Decode(string text)
    {
        var bits = string.Concat(text.Select(letter => Convert.ToString(Alphabet.IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2))];
    }
}
