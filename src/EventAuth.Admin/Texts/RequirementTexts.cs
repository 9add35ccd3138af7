using EventAuth.Core.Conformance;
using EventAuth.Core.Identifiers;
using static EventAuth.Core.Conformance.TokenRequirement;

namespace EventAuth.Admin.Texts;

/// <summary>Says what is required of a token, and where that stands.</summary>
internal static class RequirementTexts
{
    // Of this program, not of a standard.
    private const string Ours = "this installation";

    private const string OneObject = "one JSON object in UTF-8 without a byte-order mark, without duplicate names, at most 32 levels deep.";

    /// <summary>The requirement by the settings of this installation.</summary>
    public static RequirementWords Of(TokenRequirement requirement, TokenRules rules) => requirement switch
    {
        Bearer when rules.Proof is { AcceptsBearers: true } => new(
            "Bearer or DPoP header",
            "The token is sent in one header Authorization. One that names a browser's key (cnf) comes after the word DPoP and a space, "
            + "with a proof in the header DPoP; any other after the word Bearer and a space.",
            "RFC 6750, section 2.1; RFC 9449, sections 7.1 and 7.2"),
        Bearer when rules.Proof is not null => new(
            "DPoP header",
            "The page sends the token in one header Authorization, after the word DPoP and a space, with a proof in the header DPoP.",
            "RFC 9449, section 7.1"),
        Bearer => new(
            "Bearer header",
            "The token is sent in one header Authorization, after the word Bearer and a space, and nowhere else.",
            "RFC 6750, section 2.1"),
        TokenAlone => new(
            "Token only",
            "Nothing stands around the token, such as quotation marks or a name, and nothing else is sent instead of it.",
            "RFC 6750, section 2.1"),
        Length => new("Length", $"The token has at most {Numbers.Number(TokenRules.MaxLength)} bytes.", Ours),
        Parts => new(
            "Three parts",
            "The token is a signed JWT in compact form: header, payload and signature, joined by two dots.",
            "RFC 7515, section 7.1"),
        Encoding => new(
            "base64url",
            "Each part is base64url: no padding (=), no + or /, no blanks or line breaks, no spare bits in the last character.",
            "RFC 7515, section 2; RFC 4648, sections 3.5 and 5"),
        HeaderJson => new("Header", "The header is " + OneObject, "RFC 7515, sections 4 and 5.2"),
        Algorithm => new("Algorithm", "alg is RS256. No other algorithm is accepted.", "RFC 7518, section 3.3; RFC 8725, section 3.1"),
        TokenRequirement.Type => new("Type", "typ is JWT in capital letters, or absent.", "RFC 7519, section 5.1"),
        KeyId => new("Key id", "kid is a text if it is there. It does not choose the key.", "RFC 7515, section 4.1.4"),
        KeySource => new(
            "No key in the header",
            "The header needs no jwk, jku, x5u or x5c: a key that a token brings is not used.",
            "RFC 7515, sections 4.1.2 to 4.1.6; RFC 8725, section 3.10"),
        Extensions => new(
            "No extensions", "The header has no crit, and no b64 other than true.", "RFC 7515, section 4.1.11; RFC 7797, section 7"),
        TokenRequirement.Certificate => new("Certificate", "A certificate is defined here, by which tokens can be checked.", Ours),
        SignatureLength => new(
            "Signature length",
            "The signature has exactly as many bytes as the modulus of the key in force.",
            "RFC 8017, section 8.2.2"),
        Signature => new(
            "Signature",
            "The signature is made with the private key that belongs to the certificate in force, over header and payload as sent.",
            "RFC 7515, section 5.2; RFC 7518, section 3.3"),
        PayloadJson => new("Payload", "The payload is " + OneObject, "RFC 7519, section 7.2"),
        TimeFormat => new(
            "Format of times",
            "exp, nbf and iat are numbers: seconds since 1970, from 0 to 253402300799, not in quotation marks, not in milliseconds.",
            "RFC 7519, section 2 (NumericDate)"),
        Expiry => new("Expiry", "exp is there: a token ends by itself.", "RFC 7519, section 4.1.4"),
        NotExpired => new(
            "Not expired", $"exp is in the future; {Skew(rules)} are allowed for clocks that differ.", "RFC 7519, section 4.1.4"),
        Lifetime => new(
            "Lifetime", $"exp is at most {ShownText.Length(rules.MaxLifetime)} from now.", Ours),
        NotBefore => new("Valid from", "nbf is absent or not in the future.", "RFC 7519, section 4.1.5"),
        IssuedAt => new("Time of issue", "iat is absent or not in the future.", "RFC 7519, section 4.1.6"),
        Identity => new(
            "Customer",
            "At least one of customId, email and uuid names the customer. Without all three, sub counts as customId.",
            $"{Ours}; RFC 7519, section 4.1.2"),
        Identifiers => new(
            "Identifiers",
            $"Each identifier is a text: customId of 1 to {IdentifierRules.MaxCustomIdLength} characters, email with one @ and at most "
            + $"{IdentifierRules.MaxEmailLength} characters, uuid of 32 hexadecimal digits in groups.",
            Ours),
        Issuer => rules.Issuer is { } issuer
            ? new("Issuer", $"iss is {ShownText.Quote(issuer)}, as the settings require.", "RFC 7519, section 4.1.1")
            : new("Issuer", "iss may be anything: the setting Tokens:Issuer is empty.", "RFC 7519, section 4.1.1"),
        Audience => rules.Audience is { } audience
            ? new("Audience", $"aud names {ShownText.Quote(audience)}, as the settings require.", "RFC 7519, section 4.1.3")
            : new("Audience", "aud may be anything: the setting Tokens:Audience is empty.", "RFC 7519, section 4.1.3"),
        TokenId => rules.SingleUse
            ? new("Token id", "Each token works once here: jti is there, and the token was not used before.", "RFC 7519, section 4.1.7")
            : new("Token id", "jti may be anything: tokens may be used more than once here.", "RFC 7519, section 4.1.7"),
        Confirmation when rules.Proof is { AcceptsBearers: true } => new(
            "Browser key",
            "cnf is an object whose jkt is the thumbprint of the browser's key (SR.jwt.getThumbprint() in the page), or absent: "
            + "then the token works in any browser.",
            "RFC 7800, section 3.1; RFC 9449, section 6.1"),
        Confirmation => rules.Proof is not null
            ? new(
                "Browser key",
                "cnf is an object whose jkt is the thumbprint of the browser's key, which the page gets from SR.jwt.getThumbprint().",
                "RFC 7800, section 3.1; RFC 9449, section 6.1")
            : new("Browser key", "cnf may be anything: tokens need no proof here.", "RFC 7800, section 3.1"),
        NotSignedOut => new("Not signed out", "The token was issued after an administrator last signed its customer out.", Ours),
        PersonalData => new(
            "Personal data",
            "Besides identifiers, the payload needs no personal data: everybody who has the token can read it.",
            "RFC 7519, section 12"),
    };

    private static string Skew(TokenRules rules) => ShownText.Length(rules.ClockSkew);
}

/// <summary>What is required.</summary>
/// <param name="Title">In two or three words.</param>
/// <param name="Sentence">In a sentence.</param>
/// <param name="Source">Where it stands: a section of a standard, or this installation.</param>
internal sealed record RequirementWords(string Title, string Sentence, string Source);
