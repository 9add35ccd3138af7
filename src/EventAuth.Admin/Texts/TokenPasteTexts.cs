using static EventAuth.Core.Inspection.TokenFindingCode;

namespace EventAuth.Admin.Texts;

/// <summary>Says what was pasted instead of a token, or what copying added to it.</summary>
internal static class TokenPasteTexts
{
    public static TokenWords? Of(TokenFinding finding) => finding.Code switch
    {
        Empty => new(
            "There is no token.",
            "Paste the token: three texts joined by dots, the first of which nearly always begins with eyJ."),
        NoValue => new(
            $"{finding.Quoted("text")} was sent in place of a token: the variable had no value when the header was built.",
            "Let the site wait until it has the token, and send the event without the header Authorization while it has none."),
        PromiseSent => new(
            $"{finding.Quoted("text")} was sent in place of a token: the call that gets the token was not awaited.",
            "Wait for its result before building the header: in JavaScript, put await before the call."),
        ObjectAsText => new(
            $"{finding.Quoted("text")} was sent in place of a token: that is an object, written as a text.",
            "Send the member of the object that holds the token, for example answer.token."),
        Placeholder => new(
            $"{finding.Quoted("text")} is a placeholder: nothing was filled in.",
            "Check the name of the variable and where it is set. The token is what your backend signs."),
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
        OtherKey => new(
            $"This begins with {finding.Quoted("beginning")}: "
            + "it is a secret key of another service, not a token.",
            "Revoke it there if the site sends it: everybody can read it. Send the token that your backend signs for the customer."),
        AnswerWithoutToken => new(
            finding.Find<string>("kind") == "page"
                ? "A web page was sent in place of a token: the address that should give the token answered with a page, perhaps an error."
                : "A JSON answer was sent, and there is no token in it: perhaps it reports an error.",
            "Check the answer of the address that gives the token, and its status, before sending anything."),
        DecodedToken => new(
            "This is JSON: the content of a token after it was decoded. What is sent is the signed text, which begins with eyJ.",
            "Paste the token itself. If the site sends this, let it send what the backend's library returned."),
        Shortened => new(
            "The token was shortened for display: dots stand for a missing part.",
            "Copy the whole token: from the developer tools of the browser, tab Network, header Authorization of the request."),
        SeveralTokens => new(
            "There is more than one token; a request has one customer.",
            "Send one header Authorization with one token. A proxy or a second library may add another one."),
        LetterCaseChanged => new(
            $"All letters of the token are {(finding.Find<bool>("isUpper") ? "capital" : "small")} letters: it was changed on the way, "
            + "and cannot be restored.",
            "Find what changes it, for example a proxy, or a field that is compared without regard to case, and send it as it was made."),
        BearerScheme => new(
            "The header begins with \"Bearer\". Here this token must be proven (Tokens:ProofOfPossession), so it must begin with \"DPoP\".",
            "Use the SDK of this version, which does it by itself; otherwise see docs/proof-of-possession.md."),
        SchemeMissing => new(
            "The word \"Bearer\" is missing before the token.",
            "Send \"Authorization: Bearer\", one blank, and the token."),
        OtherScheme => new(
            $"The scheme is {finding.Quoted("word")}; only \"Bearer\" is accepted.",
            "Send \"Authorization: Bearer\", one blank, and the token."),
        SchemeNotSeparated => new(
            "\"Bearer\" and the token are not separated by an ordinary blank.",
            "Send \"Authorization: Bearer\", one blank, and the token, without a colon or anything else."),
        JsonAnswer => new(
            (finding.Find<string>("name") is { } member
                ? $"The whole JSON answer was sent; the token is its member {ShownText.Quote(member)}."
                : "A JSON list was sent; the token is its first entry."),
            "Read the answer with JSON.parse or response.json(), and send the token alone."),
        BytesLiteral => new(
            $"The token is written as bytes in Python: {finding.Find<string>("name")}'…'. "
            + "The quotation marks and the letter are not part of it.",
            "Turn the bytes into a text first, with token.decode()."),
        NameAndValue => OfName(finding),
        PercentEncoded => new(
            "The token was encoded for an address: it contains percent signs, such as %2E for a dot.",
            "Send it in the header Authorization as it is, without encodeURIComponent."),
        HtmlEncoded => new(
            "The token was written for a web page: it contains entities, such as &quot; for a quotation mark.",
            "Put it into the script of the page as JSON, or let the site ask the backend for it."),
        EncodedTwice => new(
            "The whole token was encoded once more as base64: it begins with ZXlK instead of eyJ.",
            "Decode it before it is sent. Secrets of Kubernetes and some settings are stored like this."),
        Brackets => new("Brackets are around the token; they are not part of it.", "Send what is between them."),
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

    private static TokenWords OfName(TokenFinding finding)
    {
        var name = finding.Quoted("name");
        return finding.Find<string>("kind") switch
        {
            "cookie" => new($"A cookie was sent, with its name {name}.", "Send only the value of the cookie, up to the semicolon."),
            "address" => new(
                $"An address was sent; the token is its parameter {name}.", "Take the parameter out of the address, and send it alone."),
            "header" => new(
                $"The name {name} and a colon are before the token.", "Send only what follows the colon, after \"Bearer\" and one blank."),
            "rest" => new(
                $"More of a cookie or form follows the token, beginning with {name}.", "Send only what is before the semicolon or the &."),
            _ => new($"The name {name} and an equals sign are before the token, as in a form.", "Send only what follows the equals sign."),
        };
    }
}
