namespace EventAuth.Core.Inspection;

/// <summary>Recognises what is sent or pasted instead of a token.</summary>
internal static class ForeignText
{
    private const string ApiKeyBeginning = "eventauth_";

    // How well-known services begin their secrets.
    private static readonly string[] OtherKeyBeginnings =
    [
        "sk_live_", "sk_test_", "pk_live_", "pk_test_", "rk_live_", "whsec_", "sk-", "ghp_", "gho_", "ghs_", "github_pat_", "glpat-",
        "xoxb-", "xoxp-", "AKIA", "AIza", "ya29.", "SG.", "shpat_", "npm_", "pat-",
    ];

    // The algorithm identifier of an RSA key (RFC 8017, appendix A.1) in base64, with what follows it in PKCS#8 and SubjectPublicKeyInfo.
    private const string PrivateKeyInBase64 = "BgkqhkiG9w0BAQEFAAS";
    private const string PublicKeyInBase64 = "BgkqhkiG9w0BAQEFAAO";

    private static readonly string[] Masks = ["…", "...", "***", "•••", "[REDACTED]", "[FILTERED]", "<redacted>"];

    // What the header and the claims of nearly every token contain.
    private static readonly string[] TokenMembers =
        ["\"alg\":", "\"exp\":", "\"iat\":", "\"sub\":", "\"iss\":", "\"customId\":", "\"email\":", "\"uuid\":"];

    private static readonly char[] Separators = [' ', '\t', '\r', '\n', ',', ';'];

    /// <summary>What the text is instead of a token; null if it may be one.</summary>
    public static TokenFinding? Find(string text)
    {
        var bare = string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
        return bare.Length == 0 ? TokenFinding.Wrong(TokenFindingCode.Empty) : UnfilledText.Find(text) ?? FindKey(bare) ?? FindPieces(text);
    }

    /// <summary>What an answer or JSON text is that has no token in it; null for any other text.</summary>
    public static TokenFinding? FindAnswer(string text) =>
        text.StartsWith("<!doctype", StringComparison.OrdinalIgnoreCase) || text.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            ? TokenFinding.Wrong(TokenFindingCode.AnswerWithoutToken, ("kind", "page"))
        : !text.StartsWith('{') ? null
        : Array.Exists(TokenMembers, member => text.Contains(member, StringComparison.Ordinal))
            ? TokenFinding.Wrong(TokenFindingCode.DecodedToken)
        : TokenFinding.Wrong(TokenFindingCode.AnswerWithoutToken, ("kind", "json"));

    private static TokenFinding? FindKey(string text)
    {
        var isJwk = text.StartsWith('{') && text.Contains("\"kty\":", StringComparison.Ordinal);
        var isDer = text.StartsWith("MII", StringComparison.Ordinal);
        var isPrivate = Has("PRIVATEKEY-----") || (isJwk && Has("\"d\":"))
            || (isDer && text.Contains(PrivateKeyInBase64, StringComparison.Ordinal));
        var isPublic = Has("PUBLICKEY-----") || Has("CERTIFICATE-----") || Has("ssh-rsaAAAA") || isJwk
            || (isDer && text.Contains(PublicKeyInBase64, StringComparison.Ordinal));
        return isPrivate ? TokenFinding.Wrong(TokenFindingCode.PrivateKey)
            : isPublic ? TokenFinding.Wrong(TokenFindingCode.PublicKey)
            : text.StartsWith(ApiKeyBeginning, StringComparison.Ordinal) ? TokenFinding.Wrong(TokenFindingCode.ApiKey)
            : Array.Find(OtherKeyBeginnings, beginning => text.StartsWith(beginning, StringComparison.Ordinal)) is { } other
                ? TokenFinding.Wrong(TokenFindingCode.OtherKey, ("beginning", other))
            : null;

        bool Has(string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);
    }

    private static TokenFinding? FindPieces(string text)
    {
        if (Array.Exists(Masks, mask => text.Contains(mask, StringComparison.OrdinalIgnoreCase)))
        {
            return TokenFinding.Wrong(TokenFindingCode.Shortened);
        }

        // The pieces of a JSON text are its members; one of them may be the token.
        var isJson = text.StartsWith('{') || text.StartsWith('[');
        var whole = isJson ? 0 : text.Split(Separators, StringSplitOptions.RemoveEmptyEntries).Count(IsWhole);
        if (whole > 1)
        {
            return TokenFinding.Wrong(TokenFindingCode.SeveralTokens, ("count", whole));
        }

        var hasOtherCase = text.StartsWith("eyj", StringComparison.OrdinalIgnoreCase) && !text.StartsWith("eyJ", StringComparison.Ordinal);
        return hasOtherCase ? TokenFinding.Wrong(TokenFindingCode.LetterCaseChanged, ("isUpper", text[1] == 'Y')) : null;
    }

    // If a token was broken apart, no piece has all three parts.
    private static bool IsWhole(string piece) =>
        piece.TrimStart('"', '\'').StartsWith("eyJ", StringComparison.Ordinal) && piece.Count(character => character == '.') == 2;
}
