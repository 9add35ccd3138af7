using System.Globalization;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>A text that was sent as the header <c>Authorization</c> or pasted for a token, and the token that is meant by it.</summary>
/// <param name="Sent">
/// The token as a request would carry it: without the name of the header and the blanks around it, which HTTP takes off as well.
/// </param>
/// <param name="Token">The same without all that copying and careless senders add.</param>
internal sealed record PastedText(string Sent, string Token)
{
    private static readonly string[] WrittenBreaks = ["\\r", "\\n", "\\t"];

    /// <summary>What stands there in place of a token; null where it may be a token.</summary>
    public TokenFinding? Foreign { get; private init; }

    /// <summary>
    /// Whether the text is a header other than <c>Bearer</c> and one word (RFC 6750, section 2.1): then it is no token, whatever it holds.
    /// </summary>
    public bool IsOtherHeader { get; private init; }

    /// <summary>Takes a text apart; what had to be taken off becomes a finding.</summary>
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

        if (hasName && !wrapping.HasScheme && HasParts(token))
        {
            findings.Wrong(TokenFindingCode.SchemeMissing);
        }

        return new PastedText(sent, LostBeginning.Restore(token, findings))
        {
            Foreign = foreign,
            IsOtherHeader = hasScheme ? hasName && !IsWord(sent) : hasName || wrapping.HasOtherScheme,
        };
    }

    /// <summary>Whether a character takes no room, as the zero-width blank and the byte-order mark.</summary>
    public static bool IsInvisible(char character) => char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    // What is too long is refused for that.
    private static bool IsWord(string sent) =>
        sent.Length > TokenRules.MaxLength || (sent.Length > 0 && !sent.AsSpan().ContainsAnyExceptInRange('!', '~'));

    private static bool HasParts(string token) => token.Count(character => character == '.') >= 2;

    private static string WithoutWrittenBreaks(string text, FindingList findings)
    {
        var rest = WrittenBreaks.Aggregate(text, (rest, mark) => rest.Replace(mark, "", StringComparison.Ordinal));
        if (rest.Length < text.Length)
        {
            findings.Wrong(TokenFindingCode.WrittenLineBreaks);
        }

        return rest;
    }

    private static string WithoutBlanks(string text, FindingList findings)
    {
        var breaks = text.Count(IsLineBreak);
        var blanks = text.Count(char.IsWhiteSpace) - breaks;
        var invisible = text.Count(IsInvisible);
        if (breaks > 0)
        {
            findings.Wrong(TokenFindingCode.LineBreaks);
        }

        if (blanks > 0)
        {
            findings.Wrong(TokenFindingCode.Blanks, ("count", blanks));
        }

        if (invisible > 0 && !findings.Has(TokenFindingCode.InvisibleCharacters))
        {
            findings.Wrong(TokenFindingCode.InvisibleCharacters);
        }

        return breaks + blanks + invisible == 0
            ? text
            : string.Concat(text.Where(character => !char.IsWhiteSpace(character) && !IsInvisible(character)));
    }

    private static bool IsLineBreak(char character) => character is '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';
}
