using static EventAuth.Core.Inspection.TokenFindingCode;

namespace EventAuth.Admin.Texts;

/// <summary>Says what is wrong with the form of a token: its three parts and their JSON.</summary>
internal static class TokenFormTexts
{
    private const string LetTheLibrary = "Let the backend's JWT library write it from an object, not from a text put together by hand.";
    private const string CopyAgain = "Copy the token again, from its first to its last character.";

    public static TokenWords? Of(TokenFinding finding) => finding.Code switch
    {
        TooLong => OfLength(finding),
        BeginningMissing => new(
            finding.Find<string>("lost") is { } lost
                ? $"The beginning of the token is missing: {ShownText.Quote(lost)} was before its first letter."
                : "The beginning of the token is missing: it has no header, and begins with the payload.",
            "Copy the token again, from its first letter. If it is sent like this, check where the site cuts off \"Bearer\": "
            + "it cuts off too much."),
        EndMissing => new(
            "The end of the token is missing: it breaks off before its signature.",
            CopyAgain + " If it is stored on the way, make the field longer."),
        NotAToken => new(
            "This is not a token: a token is three texts joined by two dots, and there is no dot in this one.",
            "Paste what the backend's library returns when it signs. It nearly always begins with eyJ."),
        Encrypted => new(
            "The token is encrypted (JWE, five parts), but it must be signed. Only the holder of another key can read this one.",
            "Let the backend sign with RS256 and not encrypt: in most libraries that is another call."),
        PartCount => new(
            $"There are {finding.Find<int>("parts")} parts with dots between them; a signed token has three.",
            "Perhaps two tokens were pasted together, or there is something with a dot before or after it. Paste one token only."),
        Padding => new(
            $"There is padding (=) in the {finding.List("parts")}. Tokens are written in base64url without it.",
            "Let the backend's JWT library build the token, or remove the = before signing."),
        StandardBase64 => new(
            $"There is + or / in the {finding.List("parts")}: that is ordinary base64. "
            + "Tokens are written in base64url, with - and _ instead.",
            "Let the backend use the base64url encoding of its JWT library."),
        ForeignCharacters => new(
            $"There are characters in the {finding.List("parts")} that no token has.",
            "Copy the token again. A % means that it was encoded for an address: send it in the header Authorization, as it is."),
        SignatureInHex => new(
            "The signature is written in hexadecimal digits. In a token it is base64url of the bytes.",
            "Take the bytes of the signature, not their digits, and encode them as base64url."),
        SignatureEncodedTwice => new(
            "The signature was encoded twice: it is base64 of a base64 text.",
            "The signing call returned base64 already. Decode it, and encode the bytes as base64url."),
        CutOff => new($"Characters are missing in the {finding.List("parts")}: no text in base64url has this length.", CopyAgain),
        SpareBits => new(
            $"The last character of the {finding.List("parts")} is wrong. Lenient readers ignore that; here each token has one spelling.",
            "The end was cut off or changed: copy the token again, or let the backend's JWT library build it."),
        NotUtf8 => new(
            $"The {finding.Text("part")} is not text in UTF-8. Perhaps it was written in another encoding, "
            + "or characters of the token are missing.",
            "Let the backend write UTF-8, and copy the whole token."),
        ByteOrderMark => new(
            $"The {finding.Text("part")} begins with a byte-order mark, which JSON must not have.",
            "Let the backend write UTF-8 without a byte-order mark."),
        NotJson => OfJson(finding, finding.Text("part")),
        NotAnObject => new($"The {finding.Text("part")} is JSON, but not an object in braces.", LetTheLibrary),
        MemberTwice => new(
            $"The {finding.Text("part")} has {finding.Quoted("member")} twice. "
            + "Readers differ in which one they use, so such a token is refused.",
            "Write each name once."),
        TooDeep => new(
            $"The {finding.Text("part")} is nested deeper than {finding.Find<int>("most")} levels.",
            "Put only what identifies the customer into the token, and no documents."),
        _ => null,
    };

    private static TokenWords OfLength(TokenFinding finding)
    {
        var most = Numbers.Count("byte", TokenRules.MaxLength);
        if (finding.Find<int>("characters") is > 0 and var characters)
        {
            return new(
                $"This has {Numbers.Count("character", characters)}; a token has at most {most}. Nothing more was checked.",
                "Paste only the token.");
        }

        var largest = finding.Find<string>("largest") is { } name ? $" The longest claim is {ShownText.Quote(name)}." : "";
        return new(
            $"It is too long: {Numbers.Count("byte", finding.Find<int>("bytes"))}, and at most {most} are accepted.",
            "Put what identifies the customer into the token, and little else." + largest);
    }

    private static TokenWords OfJson(TokenFinding finding, string part) => finding switch
    {
        _ when finding.Find<bool>("isUnknown") => new($"The {part} is malformed JSON.", "Let the backend's library write it."),
        _ when finding.Find<long>("line") is > 0 and var line => new(
            $"The {part} is not JSON: it breaks off or goes wrong near character {finding.Find<long>("character")} of line {line}.",
            part == "payload"
                ? "Copy the whole token. If it is whole, it may be encrypted or compressed; otherwise: " + LetTheLibrary
                : "Copy the whole token, from its first character. " + LetTheLibrary),
        _ => new($"The {part} is empty.", "A token is three texts joined by two dots; copy all of it."),
    };
}
