using EventAuth.Core.Json;

namespace EventAuth.Core.Tokens;

/// <summary>The rules for a token's header (RFC 7515, section 4; RFC 8725, sections 3.1 and 3.11).</summary>
internal static class JwsHeader
{
    /// <summary>Checks a header. It never chooses the key: jwk, jku, x5u and x5c are ignored, and kid may be any string.</summary>
    public static TokenFailure Check(ReadOnlySpan<byte> header)
    {
        if (!StrictJson.IsObject(header))
        {
            return TokenFailure.BadHeader;
        }

        Span<byte> scratch = stackalloc byte[header.Length];
        var reader = StrictJson.Open(header);
        var signedWithRs256 = false;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = StrictJson.TextOf(in reader, scratch);
            if (name.SequenceEqual("crit"u8))
            {
                return TokenFailure.CriticalHeader;
            }

            var isAlgorithm = name.SequenceEqual("alg"u8);
            var isType = name.SequenceEqual("typ"u8);
            var isHint = name.SequenceEqual("kid"u8);
            var isEncoding = name.SequenceEqual("b64"u8);
            reader.Read();
            if (isAlgorithm)
            {
                signedWithRs256 = IsText(ref reader, scratch, "RS256"u8);
            }
            else if (isType && !IsText(ref reader, scratch, "JWT"u8))
            {
                return TokenFailure.WrongType;
            }
            else if (isHint && reader.TokenType != JsonTokenType.String)
            {
                return TokenFailure.BadHeader;
            }
            else if (isEncoding && reader.TokenType != JsonTokenType.True)
            {
                // RFC 7797, section 7: no JWT has an unencoded payload, whether "crit" allows it or not.
                return TokenFailure.CriticalHeader;
            }

            reader.Skip();
        }

        return signedWithRs256 ? TokenFailure.None : TokenFailure.WrongAlgorithm;
    }

    private static bool IsText(ref Utf8JsonReader reader, scoped Span<byte> scratch, ReadOnlySpan<byte> expected) =>
        reader.TokenType == JsonTokenType.String && StrictJson.TextOf(in reader, scratch).SequenceEqual(expected);
}
