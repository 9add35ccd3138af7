using EventAuth.Core.Json;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Proofs;

/// <summary>The header of a proof (RFC 9449, section 4.2): its type, its algorithm and the public key.</summary>
internal ref struct ProofHeader
{
    private bool _isEs256;
    private bool _isProof;

    /// <summary>Its key; valid if <see cref="Read"/> found nothing wrong.</summary>
    public ProofJwk Jwk;

    /// <summary>Reads a header. The key is only one on P-256: whatever else <c>alg</c> or <c>jwk</c> say is refused.</summary>
    /// <param name="json">As decoded; checked here.</param>
    /// <param name="header">What it says.</param>
    public static TokenFailure Read(ReadOnlySpan<byte> json, out ProofHeader header)
    {
        header = default;
        if (!StrictJson.IsObject(json))
        {
            return TokenFailure.ProofMalformed;
        }

        Span<byte> scratch = stackalloc byte[json.Length];
        var reader = StrictJson.Open(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = StrictJson.TextOf(in reader, scratch);
            switch (name)
            {
                case var _ when name.SequenceEqual("crit"u8) || name.SequenceEqual("b64"u8):
                    // No extension is known here (RFC 7515, section 4.1.11), and no JWT has an unencoded payload (RFC 7797, section 7).
                    return TokenFailure.ProofMalformed;
                case var _ when name.SequenceEqual("typ"u8):
                    reader.Read();
                    header._isProof = IsText(ref reader, scratch, "dpop+jwt"u8);
                    break;
                case var _ when name.SequenceEqual("alg"u8):
                    reader.Read();
                    header._isEs256 = IsText(ref reader, scratch, "ES256"u8);
                    break;
                case var _ when name.SequenceEqual("jwk"u8):
                    reader.Read();
                    header.Jwk = ProofJwk.Read(ref reader, scratch);
                    break;
                default:
                    reader.Read();
                    break;
            }

            reader.Skip();
        }

        return !header._isProof ? TokenFailure.ProofType
            : !header._isEs256 ? TokenFailure.ProofAlgorithm
            : !header.Jwk.IsPublicP256 ? TokenFailure.ProofKey
            : TokenFailure.None;
    }

    private static bool IsText(ref Utf8JsonReader reader, scoped Span<byte> scratch, ReadOnlySpan<byte> expected) =>
        reader.TokenType == JsonTokenType.String && StrictJson.TextOf(in reader, scratch).SequenceEqual(expected);
}
