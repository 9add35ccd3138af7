using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>A text that was sent as the header <c>Authorization</c> or pasted as a token, and the token that is meant.</summary>
/// <param name="Sent">The token as a request carries it: without header name and outer spaces, which HTTP removes as well.</param>
/// <param name="Token">The same without everything that copying and careless senders add.</param>
internal sealed record PastedText(string Sent, string Token)
{
    private static readonly string[] WrittenBreaks = ["\\r", "\\n", "\\t"];

    // The JSON of a header begins with {"alg" or {"typ", mostly.
    private static readonly string[] Beginnings = ["e", "ey", "eyJ", "eyJh", "eyJ0"];

    /// <summary>What is there instead of a token; null if it may be a token.</summary>
    public TokenFinding? Foreign { get; private init; }

    /// <summary>Whether it is a header other than <c>Bearer</c> and one word (RFC 6750, section 2.1), and so not a token.</summary>
    public bool IsOtherHeader { get; private init; }

    public static PastedText Read(string text, FindingList findings)
    {
        var value = HeaderWords.WithoutName(text.Trim(), out var hasName);
        var sent = HeaderWords.WithoutScheme(value, out var hasScheme);
        if (hasName || hasScheme)
        {
            findings.Note(TokenFindingCode.HeaderCopied);
        }

        var wrapping = new Wrapping(findings, hasName, hasScheme);
        var token = wrapping.TakeOff(sent);
        var foreign = wrapping.Foreign;
        if (foreign is null)
        {
            token = WithoutBlanks(WithoutWrittenBreaks(token, findings), findings);
            foreign = ForeignText.Find(token) ?? ForeignText.FindAnswer(token);
        }

        var isBare = hasName && !wrapping.HasScheme && token.Count(character => character == '.') >= 2;
        findings.WrongIf(isBare, TokenFindingCode.SchemeMissing);
        return new PastedText(sent, WithBeginning(token, findings))
        {
            Foreign = foreign,
            IsOtherHeader = hasScheme ? hasName && !IsWord(sent) : hasName || wrapping.HasOtherScheme,
        };
    }

    /// <summary>Whether a character has no width, such as the zero-width space and the byte-order mark.</summary>
    public static bool IsInvisible(char character) => char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    // A text that is too long is refused for that.
    private static bool IsWord(string sent) =>
        sent.Length > TokenRules.MaxLength || (sent.Length > 0 && !sent.AsSpan().ContainsAnyExceptInRange('!', '~'));

    private static string WithoutWrittenBreaks(string text, FindingList findings)
    {
        var rest = WrittenBreaks.Aggregate(text, (rest, mark) => rest.Replace(mark, "", StringComparison.Ordinal));
        findings.WrongIf(rest.Length < text.Length, TokenFindingCode.WrittenLineBreaks);
        return rest;
    }

    private static string WithoutBlanks(string text, FindingList findings)
    {
        var breaks = text.Count(IsLineBreak);
        var blanks = text.Count(char.IsWhiteSpace) - breaks;
        var invisible = text.Count(IsInvisible);
        findings.WrongIf(breaks > 0, TokenFindingCode.LineBreaks);
        findings.WrongIf(blanks > 0, TokenFindingCode.Blanks, ("count", blanks));
        var isNew = !findings.Has(TokenFindingCode.InvisibleCharacters);
        findings.WrongIf(invisible > 0 && isNew, TokenFindingCode.InvisibleCharacters);
        return breaks + blanks + invisible == 0
            ? text
            : string.Concat(text.Where(character => !char.IsWhiteSpace(character) && !IsInvisible(character)));
    }

    private static bool IsLineBreak(char character) => character is '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';

    // Nearly all tokens begin with the same letters, so these can be restored if they were lost.
    private static string WithBeginning(string token, FindingList findings)
    {
        var end = token.IndexOf('.', StringComparison.Ordinal);
        if (end <= 0 || token.StartsWith("ey", StringComparison.Ordinal) || IsHeader(token[..end])
            || Array.Find(Beginnings, beginning => IsHeader(beginning + token[..end])) is not { } lost)
        {
            return token;
        }

        findings.Wrong(TokenFindingCode.BeginningMissing, ("lost", lost), ("count", lost.Length));
        return lost + token;
    }

    private static bool IsHeader(string part) =>
        LooseBase64.Decode(part).Bytes is { } bytes && LooseJson.Read(bytes, "header")?.Find("alg") is not null;
}
