using System.Buffers;
using System.Text;

namespace EventAuth.Storage.Damage;

/// <summary>How keys that are texts are written to the log.</summary>
public static class RowKey
{
    /// <summary>How much of a key is shown.</summary>
    public const int MostBytes = 32;

    private const int MostLetters = 64;

    private static readonly SearchValues<char> s_plain =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-[]");

    /// <summary>As it is, if it is an event's name or similar; otherwise in hexadecimal, because it may be anything.</summary>
    public static string Of(string text) => text.Length <= MostLetters && !text.AsSpan().ContainsAnyExcept(s_plain)
        ? text
        : "0x" + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text[..Math.Min(text.Length, MostBytes)]));
}
