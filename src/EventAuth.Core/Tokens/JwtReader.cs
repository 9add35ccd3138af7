using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using EventAuth.Core.Identifiers;

namespace EventAuth.Core.Tokens;

/// <summary>Reads the claims of a payload whose signature is known to be good.</summary>
internal static class JwtReader
{
    /// <summary>The last second of the year 9999: the largest time a claim may name.</summary>
    private const double MaxTime = 253402300799;

    private const int MaxIdLength = 256;

    /// <summary>Reads the claims; the failure is the first one in the order of the payload.</summary>
    /// <param name="payload">An object by <see cref="StrictJson"/>.</param>
    /// <param name="rules">Names the issuer and audience to look for.</param>
    /// <param name="claims">What was read.</param>
    public static TokenFailure Read(ReadOnlySpan<byte> payload, TokenRules rules, out JwtClaims claims)
    {
        claims = default;
        Span<byte> scratch = stackalloc byte[payload.Length];
        var reader = StrictJson.Open(payload);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var claim = ClaimOf(JsonText.Of(in reader, scratch));
            reader.Read();
            var failure = ReadValue(claim, ref reader, scratch, rules, ref claims);
            if (failure != TokenFailure.None)
            {
                return failure;
            }

            reader.Skip();
        }

        return TokenFailure.None;
    }

    private static KnownClaim ClaimOf(ReadOnlySpan<byte> name) => name switch
    {
        _ when name.SequenceEqual("exp"u8) => KnownClaim.Expires,
        _ when name.SequenceEqual("nbf"u8) => KnownClaim.NotBefore,
        _ when name.SequenceEqual("iat"u8) => KnownClaim.IssuedAt,
        _ when name.SequenceEqual("uuid"u8) => KnownClaim.Uuid,
        _ when name.SequenceEqual("email"u8) => KnownClaim.Email,
        _ when name.SequenceEqual("customId"u8) => KnownClaim.CustomId,
        _ when name.SequenceEqual("sub"u8) => KnownClaim.Subject,
        _ when name.SequenceEqual("iss"u8) => KnownClaim.Issuer,
        _ when name.SequenceEqual("aud"u8) => KnownClaim.Audience,
        _ when name.SequenceEqual("jti"u8) => KnownClaim.Id,
        _ => KnownClaim.Other,
    };

    private static TokenFailure ReadValue(
        KnownClaim claim, ref Utf8JsonReader reader, scoped Span<byte> scratch, TokenRules rules, ref JwtClaims claims)
    {
        switch (claim)
        {
            case KnownClaim.Expires:
                return ReadTime(ref reader, out claims.Expires);
            case KnownClaim.NotBefore:
                return ReadTime(ref reader, out claims.NotBefore);
            case KnownClaim.IssuedAt:
                return ReadTime(ref reader, out claims.IssuedAt);
            case KnownClaim.Uuid:
                return TryReadText(ref reader, scratch, out var uuid) && IdentifierRules.TryReadUuid(uuid, out claims.Uuid)
                    ? TokenFailure.None
                    : TokenFailure.BadIdentity;
            case KnownClaim.Email:
                return TryReadText(ref reader, scratch, out claims.Email) && IdentifierRules.IsEmail(claims.Email)
                    ? TokenFailure.None
                    : TokenFailure.BadIdentity;
            case KnownClaim.CustomId:
                return TryReadText(ref reader, scratch, out claims.CustomId) && IdentifierRules.IsCustomId(claims.CustomId)
                    ? TokenFailure.None
                    : TokenFailure.BadIdentity;
            case KnownClaim.Subject:
                claims.HasBadSubject = !TryReadText(ref reader, scratch, out claims.Subject) || !IdentifierRules.IsCustomId(claims.Subject);
                return TokenFailure.None;
            case KnownClaim.Issuer:
                claims.IssuerMatches = IsText(ref reader, scratch, rules.Issuer);
                return TokenFailure.None;
            case KnownClaim.Audience:
                claims.AudienceMatches = HasText(ref reader, scratch, rules.Audience);
                return TokenFailure.None;
            case KnownClaim.Id:
                return rules.SingleUse ? ReadId(ref reader, scratch, out claims.IdHash) : TokenFailure.None;
            case KnownClaim.Other:
                return TokenFailure.None;
            default:
                throw new ArgumentOutOfRangeException(nameof(claim));
        }
    }

    // 1e400 reads as infinity, which the upper bound refuses; a minus refuses "-0" too, which nobody means.
    private static TokenFailure ReadTime(ref Utf8JsonReader reader, out double? time)
    {
        time = null;
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetDouble(out var seconds)
            || double.IsNegative(seconds) || !(seconds <= MaxTime))
        {
            return TokenFailure.BadTime;
        }

        time = seconds;
        return TokenFailure.None;
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

        var bytes = JsonText.Of(in reader, scratch);
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

    private enum KnownClaim
    {
        Other,
        Expires,
        NotBefore,
        IssuedAt,
        Uuid,
        Email,
        CustomId,
        Subject,
        Issuer,
        Audience,
        Id,
    }
}
