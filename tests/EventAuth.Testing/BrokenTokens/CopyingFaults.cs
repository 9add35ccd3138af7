using EventAuth.Core.Inspection;

namespace EventAuth.Testing.BrokenTokens;

/// <summary>What goes wrong when a person copies a token and pastes it.</summary>
internal static class CopyingFaults
{
    public static IReadOnlyList<BrokenToken> All { get; } =
    [
        new("nothing but blanks", TokenFindingCode.Empty, "There is no token", _ => " \n "),
        new("the header without its token", TokenFindingCode.Empty, "There is no token", _ => "Authorization: Bearer "),
        new("a private key", TokenFindingCode.PrivateKey, "treat it as disclosed", _ => TokenMint.Stranger.PrivatePem),
        new("a public key", TokenFindingCode.PublicKey, "not a token", _ => SigningKey.Shared.PublicPem),
        new("a key of the admin API", TokenFindingCode.ApiKey, "revoke it", _ => "eventauth_0123456789abcdefghijklmnopqrstuvwxyz"),
        new("decoded claims", TokenFindingCode.DecodedToken, "after it was decoded", mint => mint.Claims()),
        new("shortened by a web page", TokenFindingCode.Shortened, "Copy the whole token", mint => mint.Good()[..30] + "…" + mint.Good()[^10..]),
        new("shortened with three dots", TokenFindingCode.Shortened, "Copy the whole token", mint => mint.Good()[..30] + "..."),
        new("broken into lines of 76", TokenFindingCode.LineBreaks, "The line breaks come from copying", mint => string.Join("\r\n", mint.Good().Chunk(76).Select(line => new string(line)))),
        new("line breaks written as \\n", TokenFindingCode.WrittenLineBreaks, "written in the token as \\n", mint => mint.Good().Insert(60, "\\n").Insert(20, "\\n")),
        new("a blank inside", TokenFindingCode.Blanks, "There is a blank", mint => mint.Good().Insert(50, " ")),
        new("a blank inside, behind Bearer", TokenFindingCode.Blanks, "There is a blank", mint => "Bearer " + mint.Good().Insert(50, " ")),
        new("a zero-width blank", TokenFindingCode.InvisibleCharacters, "cannot be seen", mint => mint.Good().Insert(40, "\u200B")),
        new("a byte-order mark before it", TokenFindingCode.InvisibleCharacters, "cannot be seen", mint => "\uFEFF" + mint.Good()),
        new("stored as JSON text", TokenFindingCode.QuotationMarks, "JSON.parse", mint => "\"" + mint.Good() + "\""),
        new("the header in quotation marks", TokenFindingCode.QuotationMarks, "Quotation marks", mint => "'Authorization: Bearer " + mint.Good() + "'"),
        new("a comma behind it", TokenFindingCode.Punctuation, "punctuation", mint => mint.Good() + ","),
        new("the end of a sentence", TokenFindingCode.Punctuation, "punctuation", mint => mint.Good() + "."),
        new("Bearer twice", TokenFindingCode.BearerTwice, "is there twice", mint => "Bearer Bearer " + mint.Good()),
    ];
}
