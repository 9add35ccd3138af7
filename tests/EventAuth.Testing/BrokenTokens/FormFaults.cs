using System.Text;
using EventAuth.Core.Inspection;

namespace EventAuth.Testing.BrokenTokens;

/// <summary>Tokens whose three parts are not three parts of base64url with one JSON object each in the first two.</summary>
internal static class FormFaults
{
    private const string Long = "\"customId\":\"c-17\",\"permissions\":\"";

    public static IReadOnlyList<BrokenToken> All { get; } =
    [
        new("10 KB of permissions", TokenFindingCode.TooLong, "The longest claim is \"permissions\"", mint => mint.WithClaims(Long + new string('x', 7500) + "\"")),
        new("an id of a session", TokenFindingCode.NotAToken, "no dot in this one", _ => "3f0c9a7e-5b1d-4c6e-9f00-1a2b3c4d5e6f"),
        new("encrypted", TokenFindingCode.Encrypted, "The token is encrypted", _ => TokenMint.Encode("""{"alg":"RSA-OAEP","enc":"A256GCM"}""") + ".T0tI-d8a_xQ.48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodetZdvT"),
        new("two tokens in a row", TokenFindingCode.PartCount, "There are 5 parts", mint => mint.Good() + mint.Good()),
        new("padded", TokenFindingCode.Padding, "padding (=) in the payload", mint => TokenMint.InForce.SignInput(TokenMint.Encode(TokenMint.Header) + "." + Padded(mint))),
        new("ordinary base64", TokenFindingCode.StandardBase64, "+ or / in the header", mint => Standard(mint)),
        new("encoded for an address", TokenFindingCode.PercentEncoded, "encoded for an address", mint => mint.Good() + "%3D"),
        new("a tilde in it", TokenFindingCode.ForeignCharacters, "characters in the signature", mint => mint.Good() + "~"),
        new("a character missing in the payload", TokenFindingCode.CutOff, "Characters are missing in the payload", WithoutACharacter),
        new("another last character", TokenFindingCode.SpareBits, "The last character of the signature", mint => WithSpareBits(mint.Good())),
        new("in Latin-1", TokenFindingCode.NotUtf8, "not text in UTF-8", mint => mint.WithPayload([.. "{\"customId\":\"Ren"u8, 0xE9, .. "e\"}"u8])),
        new("a byte-order mark in the payload", TokenFindingCode.ByteOrderMark, "The payload begins with a byte-order mark", mint => mint.WithPayload("\uFEFF" + mint.Claims())),
        new("a payload of a form", TokenFindingCode.NotJson, "The payload is not JSON", mint => mint.WithPayload("customId=c-17&exp=" + mint.Now)),
        new("a payload that breaks off", TokenFindingCode.NotJson, "The payload is not JSON", mint => mint.WithPayload(mint.Claims()[..^3])),
        new("a header with a comma too many", TokenFindingCode.NotJson, "The header is not JSON", mint => mint.WithHeader("""{"alg":"RS256",}""")),
        new("a list as payload", TokenFindingCode.NotAnObject, "not an object", mint => mint.WithPayload("[" + mint.Claims() + "]")),
        new("customId twice", TokenFindingCode.MemberTwice, "has \"customId\" twice", mint => mint.WithClaims("\"customId\":\"c-17\",\"customId\":\"c-18\"")),
        new("a nested document", TokenFindingCode.TooDeep, "nested deeper than 32", mint => mint.WithClaims("\"customId\":\"c-17\",\"x\":" + new string('[', 40) + new string(']', 40))),
    ];

    // Of a length that base64 pads.
    private static string Padded(TokenMint mint)
    {
        var bytes = Encoding.ASCII.GetBytes(mint.Claims());
        return Convert.ToBase64String(bytes.Length % 3 == 0 ? [.. bytes, (byte)' '] : bytes).Replace('+', '-').Replace('/', '_');
    }

    // Of a length that is impossible with one character fewer.
    private static string WithoutACharacter(TokenMint mint)
    {
        var claims = mint.Claims();
        var parts = mint.WithPayload(claims.PadRight(claims.Length + ((4 - (claims.Length % 3)) % 3))).Split('.');
        return string.Join('.', parts[0], parts[1][..^1], parts[2]);
    }

    private static string Standard(TokenMint mint)
    {
        var token = mint.WithHeader("""{"alg":"RS256","kid":"~~~???>>>"}""").Split('.');
        return TokenMint.InForce.SignInput(token[0].Replace('-', '+').Replace('_', '/') + "." + token[1]);
    }

    // The last character of a signature of 256 bytes has four unused bits.
    private static string WithSpareBits(string token)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return token[..^1] + alphabet[alphabet.IndexOf(token[^1], StringComparison.Ordinal) + 1];
    }
}
