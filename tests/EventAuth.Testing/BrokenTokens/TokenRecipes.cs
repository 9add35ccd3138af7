using System.Security.Cryptography;
using System.Text;

namespace EventAuth.Testing.BrokenTokens;

/// <summary>The tokens, and pieces of tokens, that the table of inputs names.</summary>
internal static class TokenRecipes
{
    private const int Day = 24 * 60 * 60;

    private static readonly Dictionary<string, Func<TokenMint, string>> Recipes = new()
    {
        ["good"] = mint => mint.Good(),
        ["claims"] = mint => mint.Claims(),
        ["header"] = mint => mint.Good().Split('.')[0],
        ["input"] = mint => mint.Input(TokenMint.Header),
        ["half the payload"] = mint => mint.Input(TokenMint.Header)[..60],
        ["percent dots"] = mint => mint.Good().Replace(".", "%2E", StringComparison.Ordinal),
        ["percent dots small"] = mint => mint.Good().Replace(".", "%2e", StringComparison.Ordinal),
        ["percent quotes"] = mint => $"%22{mint.Good()}%22",
        ["base64"] = mint => Convert.ToBase64String(Encoding.ASCII.GetBytes(mint.Good())),
        ["written breaks"] = mint => mint.Good().Insert(60, "\\n"),
        ["blank"] = mint => mint.Good().Insert(60, " "),
        ["zero width"] = mint => mint.Good().Insert(60, "\u200B"),
        ["shortened"] = mint => mint.Good()[..30] + "..." + mint.Good()[^10..],
        ["masked"] = mint => mint.Good()[..12] + "********",
        ["upper"] = mint => mint.Good().ToUpperInvariant(),
        ["lower"] = mint => mint.Good().ToLowerInvariant(),
        ["two in a row"] = mint => mint.Good() + mint.Good(),
        ["too long"] = mint => mint.WithClaims("\"customId\":\"c-17\",\"x\":\"" + new string('x', 8000) + "\""),
        ["jwe"] = _ => TokenMint.Encode("""{"alg":"RSA-OAEP","enc":"A256GCM"}""") + ".T0tI-d8a_xQ.48V1_ALb6US04U3b.5eym8TW_c8SuK0lt.XFBoMYUZodetZdvT",
        ["public key"] = _ => SigningKey.Shared.PublicPem.ReplaceLineEndings(""),
        ["private key"] = _ => TokenMint.Stranger.PrivatePem.ReplaceLineEndings(" "),
        ["public key in base64"] = _ => Body(SigningKey.Shared.PublicPem),
        ["private key in base64"] = _ => Body(TokenMint.Stranger.PrivatePem),
        ["public jwk"] = _ => """{"kty":"RSA","n":"AQAB","e":"AQAB"}""",
        ["expired"] = mint => mint.WithPayload($$"""{"iat":{{mint.Now - 7600}},"exp":{{mint.Now - 7300}},"customId":"c-17"}"""),
        ["exp is a duration"] = mint => mint.WithPayload("""{"exp":3600,"customId":"c-17"}"""),
        ["no exp"] = mint => mint.WithPayload("""{"customId":"c-17"}"""),
        ["exp in milliseconds"] = mint => mint.WithPayload($$"""{"exp":{{(mint.Now + 290) * 1000}},"customId":"c-17"}"""),
        ["exp as text"] = mint => mint.WithPayload($$"""{"exp":"{{mint.Now + 290}}","customId":"c-17"}"""),
        ["too long a life"] = mint => mint.WithPayload($$"""{"exp":{{mint.Now + (365 * Day)}},"customId":"c-17"}"""),
        ["from tomorrow"] = mint => mint.WithClaims($"\"customId\":\"c-17\",\"nbf\":{mint.Now + Day}"),
        ["customer_id"] = mint => mint.WithClaims("\"customer_id\":\"c-17\""),
        ["customId as number"] = mint => mint.WithClaims("\"customId\":17"),
        ["bad email"] = mint => mint.WithClaims("\"email\":\"jana.shop.example\""),
        ["former, line feed signed"] = mint => Signed(mint, TokenMint.Former, input => input + "\n"),
        ["line feed signed"] = mint => Signed(mint, TokenMint.InForce, input => input + "\n"),
        ["line break of Windows signed"] = mint => Signed(mint, TokenMint.InForce, input => input + "\r\n"),
        ["parts in lines signed"] = mint => Signed(mint, TokenMint.InForce, input => string.Join("\n.", input.Split('.').Select(Wrapped)) + "\n"),
        ["payload and signature"] = mint => mint.Good()[(mint.Good().IndexOf('.', StringComparison.Ordinal) + 1)..],
        ["escaped answer"] = mint => $$"""{\"access_token\":\"{{mint.Good()}}\"}""",
        ["mark before Bearer"] = mint => "\uFEFFBearer " + mint.Good(),
        ["payload signed"] = mint => Signed(mint, TokenMint.InForce, input => input.Split('.')[1]),
        ["decoded signed"] = mint => Signed(mint, TokenMint.InForce, _ => TokenMint.Header + "." + mint.Claims()),
        ["hash signed"] = mint => Signed(mint, TokenMint.InForce, input => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(input)))),
        ["padded signed"] = mint => Signed(mint, TokenMint.InForce, input => string.Join('.', input.Split('.').Select(part => part.PadRight((part.Length + 3) / 4 * 4, '=')))),
    };

    // Tokens that are already in the table of broken tokens have the name from there.
    private static readonly Dictionary<string, string> Known = new()
    {
        ["hex"] = "the signature in hexadecimal digits",
        ["base64 twice"] = "the signature encoded twice",
        ["altered"] = "another customer written in",
        ["former"] = "signed with the overwritten key",
        ["stranger"] = "signed with an unknown key",
        ["longer key"] = "signed with a key of 3072 bits",
        ["sha512"] = "SHA-512 under the name RS256",
        ["pss"] = "RSA-PSS under the name RS256",
        ["none"] = "alg none",
        ["hs256"] = "HS256",
        ["hs256 with the public key"] = "HS256 with the public key for a secret",
        ["rs512"] = "RS512",
        ["at+jwt"] = "an access token",
        ["padded"] = "padded",
        ["standard base64"] = "ordinary base64",
        ["spare bits"] = "another last character",
    };

    /// <summary>Makes the token or piece with a name.</summary>
    public static string Make(string name, TokenMint mint) => name switch
    {
        _ when name.StartsWith("without first ", StringComparison.Ordinal) => mint.Good()[int.Parse(name["without first ".Length..], System.Globalization.CultureInfo.InvariantCulture)..],
        _ when name.StartsWith("without last ", StringComparison.Ordinal) => mint.Good()[..^int.Parse(name["without last ".Length..], System.Globalization.CultureInfo.InvariantCulture)],
        "HEX" => WithLastPart(Make("hex", mint), digits => digits.ToUpperInvariant()),
        "hex with colons" => WithLastPart(Make("hex", mint), digits => string.Join(':', digits.Chunk(2).Select(pair => new string(pair)))),
        "hex in base64url" => WithLastPart(Make("hex", mint), TokenMint.Encode),
        _ when Known.TryGetValue(name, out var known) => BrokenToken.All.Single(token => token.Name == known).Make(mint),
        _ => Recipes[name](mint),
    };

    private static string Signed(TokenMint mint, SigningKey key, Func<string, string> signed)
    {
        var input = mint.Input(TokenMint.Header);
        var other = key.SignInput(signed(input));
        return input + other[other.LastIndexOf('.')..];
    }

    private static string Wrapped(string part) => string.Join('\n', part.Chunk(64).Select(line => new string(line)));

    private static string WithLastPart(string token, Func<string, string> write) => token[..(token.LastIndexOf('.') + 1)] + write(token[(token.LastIndexOf('.') + 1)..]);

    private static string Body(string pem) => string.Concat(pem.Split('\n').Where(line => !line.StartsWith('-'))).Trim();
}
