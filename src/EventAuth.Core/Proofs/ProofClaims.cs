using System.Text.Unicode;
using EventAuth.Core.Json;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Proofs;

/// <summary>The claims of a proof whose signature is good (RFC 9449, section 4.2), each compared while it is read.</summary>
internal struct ProofClaims
{
    /// <summary>The longest <c>jti</c>, in characters.</summary>
    public const int MaxIdLength = 256;

    private bool _hasMethod;
    private bool _hasAddress;
    private bool _hasToken;
    private bool _hasTime;

    /// <summary>Whether <c>htm</c> is the method of the request; compared as it is written (RFC 9110, section 9.1).</summary>
    public bool IsMethod;

    /// <summary>Whether <c>htu</c> is its address.</summary>
    public bool IsAddress;

    /// <summary>Whether <c>ath</c> is the hash of its token.</summary>
    public bool IsToken;

    /// <summary><c>iat</c>, in seconds since 1970.</summary>
    public double IssuedAt;

    /// <summary>Stands for key and <c>jti</c>; empty without a usable one.</summary>
    public Guid Id;

    /// <summary>Whether all claims are there, each of the right type.</summary>
    public readonly bool AreWhole => _hasMethod && _hasAddress && _hasToken && _hasTime && Id != Guid.Empty;

    /// <summary>Reads an object that <see cref="StrictJson"/> accepts.</summary>
    /// <param name="tokenHash">SHA-256 of the token that came with it.</param>
    /// <param name="thumbprint">Of the key that signed it.</param>
    public static ProofClaims Read(
        ReadOnlySpan<byte> payload, in ProofRequest request, ProofRules rules, ReadOnlySpan<byte> tokenHash, ReadOnlySpan<byte> thumbprint)
    {
        var claims = default(ProofClaims);
        Span<byte> scratch = stackalloc byte[payload.Length];
        var reader = StrictJson.Open(payload);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = StrictJson.TextOf(in reader, scratch);
            var (isMethod, isAddress, isId) = (name.SequenceEqual("htm"u8), name.SequenceEqual("htu"u8), name.SequenceEqual("jti"u8));
            var (isToken, isTime) = (name.SequenceEqual("ath"u8), name.SequenceEqual("iat"u8));
            reader.Read();
            if (isTime)
            {
                claims._hasTime = JwtReader.TryReadTime(ref reader, out claims.IssuedAt);
            }
            else if (reader.TokenType == JsonTokenType.String && (isMethod || isAddress || isId || isToken))
            {
                var text = StrictJson.TextOf(in reader, scratch);
                claims._hasMethod |= isMethod;
                claims._hasAddress |= isAddress;
                claims._hasToken |= isToken;
                claims.IsMethod |= isMethod && Ascii.Equals(text, request.Method);
                claims.IsAddress |= isAddress && ProofTarget.Is(text, request, rules);
                claims.IsToken |= isToken && KeyConfirmation.Decode(text) is { } hash
                    && CryptographicOperations.FixedTimeEquals(hash, tokenHash);
                claims.Id = isId ? IdOf(text, thumbprint) : claims.Id;
            }

            reader.Skip();
        }

        return claims;
    }

    // Only a key's owner chooses its ids, so nobody can use up those of somebody else.
    private static Guid IdOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> thumbprint)
    {
        if (!Utf8.IsValid(text) || Encoding.UTF8.GetCharCount(text) is 0 or > MaxIdLength)
        {
            return Guid.Empty;
        }

        Span<byte> both = stackalloc byte[thumbprint.Length + text.Length];
        thumbprint.CopyTo(both);
        text.CopyTo(both[thumbprint.Length..]);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(both, hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
