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
            findings.Wrong(TokenFindingCode.Empty, "There is no token.", "Paste the token: three texts joined by dots, the first of which nearly always begins with eyJ.");
        }
        else if (text.Contains("PRIVATEKEY-----", StringComparison.OrdinalIgnoreCase))
        {
            findings.Wrong(TokenFindingCode.PrivateKey, "This is a private key, not a token. It was not kept, but it must count as disclosed: whoever has it can sign for every customer.", "Make a new pair, give the new private key to your backend only, and define the new public key as the certificate.");
        }
        else if (text.Contains("PUBLICKEY-----", StringComparison.OrdinalIgnoreCase) || text.Contains("CERTIFICATE-----", StringComparison.OrdinalIgnoreCase))
        {
            findings.Wrong(TokenFindingCode.PublicKey, "This is a public key or a certificate, not a token.", "A key is entered on the card \"Certificate\" of the JS SDK event settings. Paste here what the backend signed with it.");
        }
        else if (text.StartsWith(ApiKeyBeginning, StringComparison.Ordinal))
        {
            findings.Wrong(TokenFindingCode.ApiKey, "This is a key for the admin API, not a token of a customer.", "Never send it from a web site. If it was sent there, revoke it on the page \"Access\". The token that is wanted here is made by your backend.");
        }
        else if (text.StartsWith('{'))
        {
            findings.Wrong(TokenFindingCode.DecodedToken, "This is JSON: the content of a token after it was decoded. What is sent is the signed text, which begins with eyJ.", "Paste the token itself. If the site sends this, let it send what the backend's library returned.");
        }
        else if (pasted.Token.Contains('…', StringComparison.Ordinal) || text.Contains("...", StringComparison.Ordinal))
        {
            findings.Wrong(TokenFindingCode.Shortened, "The token was shortened for display: dots stand for a part that is missing.", "Copy the whole token: from the developer tools of the browser, tab Network, header Authorization of the request.");
        }
        else
        {
            return false;
        }

        return true;
    }
}
