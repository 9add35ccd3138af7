using System.Text;
using EventAuth.Core.Inspection;

namespace EventAuth.Testing.BrokenTokens;

/// <summary>What programs send instead of a token, or leave around it.</summary>
internal static class SenderFaults
{
    public static IReadOnlyList<BrokenToken> All { get; } =
    [
        new("undefined", TokenFindingCode.NoValue, "\"undefined\" was sent in place of a token", _ => "Bearer undefined"),
        new("a promise", TokenFindingCode.PromiseSent, "put await before the call", _ => "Bearer [object Promise]"),
        new("an object", TokenFindingCode.ObjectAsText, "an object, written as a text", _ => "Bearer [object Object]"),
        new("a placeholder", TokenFindingCode.Placeholder, "\"{{token}}\" is a placeholder", _ => "Bearer {{token}}"),
        new("a key of another service", TokenFindingCode.OtherKey, "secret key of another service", _ => "Bearer sk_live_51H0000000000000000"),
        new("two headers in one", TokenFindingCode.SeveralTokens, "more than one token", mint => $"Bearer {mint.Good()}, Bearer {mint.Good()}"),
        new("in capital letters", TokenFindingCode.LetterCaseChanged, "All letters of the token are capital", mint => mint.Good().ToUpperInvariant()),
        new("the header without Bearer", TokenFindingCode.SchemeMissing, "\"Bearer\" is missing", mint => "Authorization: " + mint.Good()),
        new("a name and a password", TokenFindingCode.OtherScheme, "The scheme is \"Basic\"", _ => "Authorization: Basic dXNlcjpwYXNz"),
        new("a colon after Bearer", TokenFindingCode.SchemeNotSeparated, "without a colon", mint => "Authorization: Bearer:" + mint.Good()),
        new("the answer of the backend", TokenFindingCode.JsonAnswer, "its member \"access_token\"", mint => $$"""{"access_token":"{{mint.Good()}}","expires_in":300}"""),
        new("an error of the backend", TokenFindingCode.AnswerWithoutToken, "no token in it", _ => """{"error":"unauthorized"}"""),
        new("bytes of Python", TokenFindingCode.BytesLiteral, "token.decode()", mint => $"Bearer b'{mint.Good()}'"),
        new("a cookie", TokenFindingCode.NameAndValue, "the value of the cookie", mint => $"jwt={mint.Good()}; Path=/; HttpOnly"),
        new("a field of a form", TokenFindingCode.NameAndValue, "The name \"token\" and an equals sign", mint => "token=" + mint.Good()),
        new("an address with it", TokenFindingCode.NameAndValue, "its parameter \"id_token\"", mint => "https://shop.example/back#id_token=" + mint.Good()),
        new("another header", TokenFindingCode.NameAndValue, "The name \"X-Auth-Token\" and a colon", mint => "X-Auth-Token: " + mint.Good()),
        new("dots encoded for an address", TokenFindingCode.PercentEncoded, "%2E for a dot", mint => mint.Good().Replace(".", "%2E", StringComparison.Ordinal)),
        new("written for a web page", TokenFindingCode.HtmlEncoded, "&quot; for a quotation mark", mint => $"&quot;{mint.Good()}&quot;"),
        new("base64 over all of it", TokenFindingCode.EncodedTwice, "once more as base64", mint => Convert.ToBase64String(Encoding.ASCII.GetBytes(mint.Good()))),
        new("brackets around it", TokenFindingCode.Brackets, "Brackets are around", mint => $"Bearer <{mint.Good()}>"),
        new("the first letter missing", TokenFindingCode.BeginningMissing, "\"e\" was before its first letter", mint => "Bearer " + mint.Good()[1..]),
        new("broken off in the payload", TokenFindingCode.EndMissing, "make the field longer", mint => mint.Good()[..60]),
    ];
}
