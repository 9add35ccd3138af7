using System.Buffers.Text;

namespace EventAuth.Core.Tokens;

/// <summary>base64url as RFC 7515, section 2, writes it: no padding, no spaces, no line breaks, and only one text for each value.</summary>
internal static class StrictBase64Url
{
    /// <summary>How many characters 32 bytes have.</summary>
    public const int LengthOfSha256 = 43;

    private static readonly SearchValues<byte> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>Decodes the whole text into the start of the target; false when it breaks the form or the target is too short.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> target, out int written)
    {
        // The framework's decoder accepts spaces, line breaks and padding, so the text is checked before.
        written = 0;
        return text.Length % 4 != 1
            && !text.ContainsAnyExcept(Alphabet)
            && HasZeroTrailingBits(text)
            && Base64Url.DecodeFromUtf8(text, target, out _, out written) == OperationStatus.Done;
    }

    // The last character of an incomplete group has unused bits. If they could be anything, one signature would have many texts.
    private static bool HasZeroTrailingBits(ReadOnlySpan<byte> text) => (text.Length % 4) switch
    {
        2 => "AQgw"u8.Contains(text[^1]),
        3 => "AEIMQUYcgkosw048"u8.Contains(text[^1]),
        _ => true,
    };
}
