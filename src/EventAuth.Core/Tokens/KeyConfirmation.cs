using EventAuth.Core.Json;

namespace EventAuth.Core.Tokens;

/// <summary>
/// Reads the claim <c>cnf</c> (RFC 7800, section 3.1): its member <c>jkt</c> is the thumbprint of the key that must prove the token
/// (RFC 9449, section 6.1). Other members are ignored.
/// </summary>
internal static class KeyConfirmation
{
    /// <summary>The thumbprint, 32 bytes; null if there is none. The reader is at the claim's value, and at its end afterwards.</summary>
    /// <param name="scratch">At least as long as the payload.</param>
    public static byte[]? Read(ref Utf8JsonReader reader, scoped Span<byte> scratch)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        byte[]? thumbprint = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isThumbprint = StrictJson.TextOf(in reader, scratch).SequenceEqual("jkt"u8);
            reader.Read();
            if (isThumbprint && reader.TokenType == JsonTokenType.String)
            {
                thumbprint = Decode(StrictJson.TextOf(in reader, scratch));
            }

            reader.Skip();
        }

        return thumbprint;
    }

    /// <summary>The bytes of a SHA-256 in base64url; null for any other text.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        return text.Length == StrictBase64Url.LengthOfSha256 && StrictBase64Url.TryDecode(text, hash, out _) ? hash.ToArray() : null;
    }
}
