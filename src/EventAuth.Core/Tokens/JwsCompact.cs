using System.Buffers.Text;
using EventAuth.Core.Certificates;
using EventAuth.Core.Json;

namespace EventAuth.Core.Tokens;

/// <summary>A signed message in JWS compact form (RFC 7515, section 7.1), taken apart: any payload, no claims yet.</summary>
internal readonly ref struct JwsCompact
{
    // A backend signs all its tokens with the same header. What it says depends on its bytes alone, so a good one need not be read again.
    private static volatile byte[]? _lastGoodHeader;

    private readonly ReadOnlySpan<byte> _signingInput;
    private readonly ReadOnlySpan<byte> _signature;

    private JwsCompact(ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature)
    {
        _signingInput = signingInput;
        _signature = signature;
        Payload = payload;
    }

    /// <summary>The payload. Nothing in it may be believed before <see cref="Check"/>.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Takes a token apart and judges its header, without any work with keys.</summary>
    /// <param name="buffer">At least as long as the token; holds the decoded parts.</param>
    public static TokenFailure Read(ReadOnlySpan<byte> token, Span<byte> buffer, out JwsCompact jws)
    {
        jws = default;
        if (token.Length > TokenRules.MaxLength)
        {
            return TokenFailure.TooLong;
        }

        var first = token.IndexOf((byte)'.');
        var last = token.LastIndexOf((byte)'.');
        if (first == last || token[(first + 1)..last].Contains((byte)'.'))
        {
            return TokenFailure.NotThreeParts;
        }

        var header = token[..first];
        var headerLength = 0;
        var isKnown = _lastGoodHeader is { } known && header.SequenceEqual(known);
        if ((!isKnown && !StrictBase64Url.TryDecode(header, buffer, out headerLength))
            || !StrictBase64Url.TryDecode(token[(first + 1)..last], buffer[headerLength..], out var payloadLength)
            || !StrictBase64Url.TryDecode(token[(last + 1)..], buffer[(headerLength + payloadLength)..], out var signatureLength))
        {
            return TokenFailure.BadBase64;
        }

        jws = new JwsCompact(
            token[..last],
            buffer.Slice(headerLength, payloadLength),
            buffer.Slice(headerLength + payloadLength, signatureLength));
        return isKnown ? TokenFailure.None : Judge(header, buffer[..headerLength]);
    }

    private static TokenFailure Judge(ReadOnlySpan<byte> encoded, ReadOnlySpan<byte> header)
    {
        var failure = JwsHeader.Check(header);
        if (failure == TokenFailure.None)
        {
            _lastGoodHeader = encoded.ToArray();
        }

        return failure;
    }

    /// <summary>Whether the signature is as long as one of the key, without which it need not be checked.</summary>
    public bool Fits(VerificationKey key) => _signature.Length == key.SignatureLength;

    public TokenFailure Check(VerificationKey? key) => key switch
    {
        null => TokenFailure.NoCertificate,
        _ when !Fits(key) => TokenFailure.WrongSignatureLength,
        _ => key.Verifies(_signingInput, _signature) ? TokenFailure.None : TokenFailure.WrongSignature,
    };
}

/// <summary>The rules for a token's header (RFC 7515, section 4; RFC 8725, sections 3.1 and 3.11).</summary>
internal static class JwsHeader
{
    /// <summary>Judges a header. It never chooses the key: jwk, jku, x5u and x5c go unread, and kid may be any string.</summary>
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
                // RFC 7797, section 7: no JWT has an unencoded payload, whether "crit" admits it or not.
                return TokenFailure.CriticalHeader;
            }

            reader.Skip();
        }

        return signedWithRs256 ? TokenFailure.None : TokenFailure.WrongAlgorithm;
    }

    private static bool IsText(ref Utf8JsonReader reader, scoped Span<byte> scratch, ReadOnlySpan<byte> expected) =>
        reader.TokenType == JsonTokenType.String && StrictJson.TextOf(in reader, scratch).SequenceEqual(expected);
}

/// <summary>base64url as RFC 7515, section 2, writes it: no padding, no blanks, no line breaks, and one text for each value.</summary>
internal static class StrictBase64Url
{
    private static readonly SearchValues<byte> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"u8);

    /// <summary>Decodes the whole text into the front of the target; false when it breaks the form or the target is too short.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> target, out int written)
    {
        // The framework's decoder takes blanks, line breaks and padding, so what it may see is settled before.
        written = 0;
        return text.Length % 4 != 1
            && !text.ContainsAnyExcept(Alphabet)
            && HasZeroTrailingBits(text)
            && Base64Url.DecodeFromUtf8(text, target, out _, out written) == OperationStatus.Done;
    }

    // The last character of an incomplete group carries bits that no byte uses. Were they free, one signature would have many texts.
    private static bool HasZeroTrailingBits(ReadOnlySpan<byte> text) => (text.Length % 4) switch
    {
        2 => "AQgw"u8.Contains(text[^1]),
        3 => "AEIMQUYcgkosw048"u8.Contains(text[^1]),
        _ => true,
    };
}
