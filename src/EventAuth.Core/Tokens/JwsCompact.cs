using System.Buffers.Text;
using EventAuth.Core.Certificates;

namespace EventAuth.Core.Tokens;

/// <summary>A signed message in JWS compact form (RFC 7515, section 7.1), split into parts: any payload, no claims yet.</summary>
internal readonly ref struct JwsCompact
{
    // A backend signs all its tokens with the same header. Its meaning depends only on its bytes, so a valid one need not be read again.
    private static volatile byte[]? _lastGoodHeader;

    private readonly ReadOnlySpan<byte> _signingInput;
    private readonly ReadOnlySpan<byte> _signature;

    private JwsCompact(ReadOnlySpan<byte> signingInput, ReadOnlySpan<byte> payload, ReadOnlySpan<byte> signature)
    {
        _signingInput = signingInput;
        _signature = signature;
        Payload = payload;
    }

    /// <summary>The payload. Nothing in it may be trusted before <see cref="Check"/>.</summary>
    public ReadOnlySpan<byte> Payload { get; }

    /// <summary>Splits a token and checks its header, without any key operation.</summary>
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

    /// <summary>Whether the signature has the length of the key's signatures; otherwise it need not be checked.</summary>
    public bool Fits(VerificationKey key) => _signature.Length == key.SignatureLength;

    public TokenFailure Check(VerificationKey? key) => key switch
    {
        null => TokenFailure.NoCertificate,
        _ when !Fits(key) => TokenFailure.WrongSignatureLength,
        _ => key.Verifies(_signingInput, _signature) ? TokenFailure.None : TokenFailure.WrongSignature,
    };
}
