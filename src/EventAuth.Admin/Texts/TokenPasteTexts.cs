using EventAuth.Core.Tokens.Inspection;
using static EventAuth.Core.Tokens.Inspection.TokenFindingCode;

namespace EventAuth.Admin.Texts;

/// <summary>Says what was pasted in place of a token, or what copying added to it.</summary>
internal static class TokenPasteTexts
{
    /// <summary>The words; null where another part of the token is meant.</summary>
    public static TokenWords? Of(TokenFinding finding) => finding.Code switch
    {
        Empty => new(
            "There is no token.",
            "Paste the token: three texts joined by dots, the first of which nearly always begins with eyJ."),
        PrivateKey => new(
            "This is a private key, not a token. It was not kept, but treat it as disclosed: "
            + "anyone who has it can sign for every customer.",
            "Make a new pair, give the new private key to your backend only, and define the new public key as the certificate."),
        PublicKey => new(
            "This is a public key or a certificate, not a token.",
            "Enter keys on the card \"Certificate\" of the JS SDK event settings. Paste here what the backend signed with it."),
        ApiKey => new(
            "This is a key for the admin API, not a token of a customer.",
            "Never send it from a web site. If it was sent there, revoke it on the page \"Access\". "
            + "The token for this page is made by your backend."),
        DecodedToken => new(
            "This is JSON: the content of a token after it was decoded. What is sent is the signed text, which begins with eyJ.",
            "Paste the token itself. If the site sends this, let it send what the backend's library returned."),
        Shortened => new(
            "The token was shortened for display: dots stand for a missing part.",
            "Copy the whole token: from the developer tools of the browser, tab Network, header Authorization of the request."),
        LineBreaks => new(
            "The token is broken into lines, but a token is one line. The line breaks come from copying, "
            + "for example out of a terminal or an e-mail.",
            "Copy it without line breaks. If it is sent like this, the backend wraps its base64: switch that off."),
        WrittenLineBreaks => new(
            "Line breaks are written in the token as \\n. They come from copying out of a log or a JSON text.",
            "Copy the token from where it is made, or remove each \\n."),
        Blanks => new(
            $"There {(finding.Find<int>("count") == 1 ? "is a blank" : "are blanks")} in the token. "
            + "A token has none; they come from copying or from joining its parts.",
            "Copy the token again, without blanks. If it is sent like this, check how the site builds the header."),
        InvisibleCharacters => new(
            "The token has characters that cannot be seen, such as a zero-width blank. They come from copying out of a chat, "
            + "a web page or a document.",
            "Copy the token from where it is made."),
        QuotationMarks => new(
            "Quotation marks are around the token; they are not part of it.",
            "Copy what is between them. If the token is sent like this, the site stores it as JSON text: "
            + "read it with JSON.parse before sending it."),
        Punctuation => new(
            "A punctuation mark follows the token. It comes from the list or sentence that the token was copied from.",
            "Copy only the token. If it is sent like this, check how the site cuts it out."),
        BearerTwice => new(
            "The word \"Bearer\" is there twice.",
            "Let the site put it before the token once: some libraries add it automatically."),
        HeaderCopied => new("The start of the header was copied too (\"Authorization: Bearer\"). Only what follows it is the token."),
        RightWhenCleaned => new("Without what copying added, the token is valid."),
        _ => null,
    };
}
