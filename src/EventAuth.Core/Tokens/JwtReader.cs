using System.Text.Unicode;
using EventAuth.Core.Identifiers;
using EventAuth.Core.Json;

namespace EventAuth.Core.Tokens;

/// <summary>Reads the claims of a payload whose signature is known to be valid.</summary>
internal static class JwtReader
{
    /// <summary>The last second of the year 9999: the largest time a claim may name.</summary>
    public const double MaxTime = 253402300799;

    /// <summary>The longest <c>jti</c>, in characters, if tokens may be used only once.</summary>
    public const int MaxIdLength = 256;

    /// <summary>Reads the claims; the failure is the first one in the order of the payload.</summary>
    /// <param name="payload">An object that <see cref="StrictJson"/> accepts.</param>
    public static TokenFailure Read(ReadOnlySpan<byte> payload, TokenRules rules, out JwtClaims claims)
    {
        claims = default;
        Span<byte> scratch = stackalloc byte[payload.Length];
        var reader = StrictJson.Open(payload);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = StrictJson.TextOf(in reader, scratch);
            reader.Read();
            var failure = ReadValue(name, ref reader, scratch, rules, ref claims);
            if (failure != TokenFailure.None)
            {
                return failure;
            }

            reader.Skip();
        }

        return TokenFailure.None;
    }

    /// <summary>Reads a time, in seconds since 1970; false for anything else.</summary>
    public static bool TryReadTime(ref Utf8JsonReader reader, out double seconds)
    {
        // 1e400 reads as infinity, which the upper bound refuses; refusing a minus also refuses "-0", which nobody means.
        seconds = 0;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetDouble(out seconds)
            && !double.IsNegative(seconds) && seconds <= MaxTime;
    }

    // The name may be in the scratch buffer: it is compared before the value overwrites it.
    private static TokenFailure ReadValue(
        scoped ReadOnlySpan<byte> name, ref Utf8JsonReader reader, scoped Span<byte> scratch, TokenRules rules, ref JwtClaims claims)
    {
        switch (name)
        {
            case var _ when name.SequenceEqual("exp"u8):
                return ReadTime(ref reader, out claims.Expires);
            case var _ when name.SequenceEqual("nbf"u8):
                return ReadTime(ref reader, out claims.NotBefore);
            case var _ when name.SequenceEqual("iat"u8):
                return ReadTime(ref reader, out claims.IssuedAt);
            case var _ when name.SequenceEqual("uuid"u8):
                return IdentityIf(TryReadText(ref reader, scratch, out var uuid) && IdentifierRules.TryReadUuid(uuid, out claims.Uuid));
            case var _ when name.SequenceEqual("email"u8):
                return IdentityIf(TryReadText(ref reader, scratch, out claims.Email) && IdentifierRules.IsEmail(claims.Email));
            case var _ when name.SequenceEqual("customId"u8):
                return IdentityIf(TryReadText(ref reader, scratch, out claims.CustomId) && IdentifierRules.IsCustomId(claims.CustomId));
            case var _ when name.SequenceEqual("sub"u8):
                claims.HasBadSubject = !TryReadText(ref reader, scratch, out claims.Subject) || !IdentifierRules.IsCustomId(claims.Subject);
                return TokenFailure.None;
            case var _ when name.SequenceEqual("iss"u8):
                claims.IssuerMatches = IsText(ref reader, scratch, rules.Issuer);
                return TokenFailure.None;
            case var _ when name.SequenceEqual("aud"u8):
                claims.AudienceMatches = HasText(ref reader, scratch, rules.Audience);
                return TokenFailure.None;
            case var _ when name.SequenceEqual("jti"u8) && rules.SingleUse:
                return ReadId(ref reader, scratch, out claims.IdHash);
            case var _ when name.SequenceEqual("cnf"u8) && rules.Proof is not null:
                claims.KeyThumbprint = KeyConfirmation.Read(ref reader, scratch);
                return claims.KeyThumbprint is null ? TokenFailure.BadConfirmation : TokenFailure.None;
            default:
                return TokenFailure.None;
        }
    }

    private static TokenFailure IdentityIf(bool isRight) => isRight ? TokenFailure.None : TokenFailure.BadIdentity;


    private static TokenFailure ReadTime(ref Utf8JsonReader reader, out double? time)
    {
        var isTime = TryReadTime(ref reader, out var seconds);
        time = isTime ? seconds : null;
        return isTime ? TokenFailure.None : TokenFailure.BadTime;
    }

    private static TokenFailure ReadId(ref Utf8JsonReader reader, scoped Span<byte> scratch, out string? hash)
    {
        hash = null;
        if (!TryReadText(ref reader, scratch, out var id) || id.Length is 0 or > MaxIdLength)
        {
            return TokenFailure.BadTokenId;
        }

        hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
        return TokenFailure.None;
    }

    private static bool TryReadText(ref Utf8JsonReader reader, scoped Span<byte> scratch, out string text)
    {
        text = "";
        if (reader.TokenType != JsonTokenType.String)
        {
            return false;
        }

        var bytes = StrictJson.TextOf(in reader, scratch);
        if (!Utf8.IsValid(bytes))
        {
            return false;
        }

        text = Encoding.UTF8.GetString(bytes);
        return true;
    }

    private static bool IsText(ref Utf8JsonReader reader, scoped Span<byte> scratch, string? expected) =>
        expected is not null && TryReadText(ref reader, scratch, out var text) && text == expected;

    // RFC 7519, section 4.1.3: one string, or an array of strings.
    private static bool HasText(ref Utf8JsonReader reader, scoped Span<byte> scratch, string? expected)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return IsText(ref reader, scratch, expected);
        }

        var found = false;
        var onlyStrings = true;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            onlyStrings &= reader.TokenType == JsonTokenType.String;
            found |= IsText(ref reader, scratch, expected);
            reader.Skip();
        }

        return found && onlyStrings;
    }
}
