namespace EventAuth.Core.Tokens.Inspection;

/// <summary>Recognises what people paste in place of a token.</summary>
internal static class ForeignText
{
    private const string ApiKeyBeginning = "eventauth_";

    /// <summary>Whether the text is something else, or nothing; then there is no token to look at.</summary>
    public static bool Is(PastedText pasted, FindingList findings)
    {
        var text = pasted.Token;
        if (text.Length == 0)
        {
            findings.Wrong(TokenFindingCode.Empty);
        }
        else if (text.Contains("PRIVATEKEY-----", StringComparison.OrdinalIgnoreCase))
        {
            findings.Wrong(TokenFindingCode.PrivateKey);
        }
        else if (text.Contains("PUBLICKEY-----", StringComparison.OrdinalIgnoreCase) || text.Contains("CERTIFICATE-----", StringComparison.OrdinalIgnoreCase))
        {
            findings.Wrong(TokenFindingCode.PublicKey);
        }
        else if (text.StartsWith(ApiKeyBeginning, StringComparison.Ordinal))
        {
            findings.Wrong(TokenFindingCode.ApiKey);
        }
        else if (text.StartsWith('{'))
        {
            findings.Wrong(TokenFindingCode.DecodedToken);
        }
        else if (pasted.Token.Contains('…', StringComparison.Ordinal) || text.Contains("...", StringComparison.Ordinal))
        {
            findings.Wrong(TokenFindingCode.Shortened);
        }
        else
        {
            return false;
        }

        return true;
    }
}
