using System.Globalization;

namespace EventAuth.Core.Tokens.Inspection;

/// <summary>A text that was pasted for a token, and the token that is meant by it.</summary>
/// <param name="Sent">The token as a request would carry it: without the name of the header and the blanks around it, which HTTP takes off as well.</param>
/// <param name="Token">The same without all that copying adds.</param>
internal sealed record PastedText(string Sent, string Token)
{
    private const string Scheme = "Bearer";
    private const string Quotes = "\"'`“”„‟‘’‚«»‹›\\";
    private const string ListMarks = ",;";

    private static readonly string[] WrittenBreaks = ["\\r", "\\n", "\\t"];

    /// <summary>Takes a text apart; what had to be taken off becomes a finding.</summary>
    public static PastedText Read(string text, FindingList findings)
    {
        var sent = WithoutHeaderName(text.Trim(), out var hadName);
        if (hadName)
        {
            findings.Note(TokenFindingCode.HeaderCopied);
        }

        return new PastedText(sent, Clean(sent, hadName, findings));
    }

    private static string WithoutHeaderName(string text, out bool hadName)
    {
        const string header = "Authorization:";
        var rest = text.StartsWith(header, StringComparison.OrdinalIgnoreCase) ? text[header.Length..].TrimStart() : text;
        rest = WithoutScheme(rest, out var hadScheme);
        hadName = hadScheme || rest.Length < text.Length;
        return rest;
    }

    // Exactly one blank, as in the header: a second one belongs to the token, and is wrong there.
    private static string WithoutScheme(string text, out bool hadScheme)
    {
        hadScheme = text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && (text.Length == Scheme.Length || char.IsWhiteSpace(text[Scheme.Length]));
        return hadScheme ? text[Math.Min(text.Length, Scheme.Length + 1)..] : text;
    }

    private static string Clean(string sent, bool hadName, FindingList findings)
    {
        var text = WithoutMarks(sent, findings);
        var inner = WithoutHeaderName(text.Trim(), out var hasName);
        if (hasName && hadName)
        {
            findings.Wrong(TokenFindingCode.BearerTwice);
        }
        else if (hasName)
        {
            findings.Note(TokenFindingCode.HeaderCopied);
        }

        return WithoutBlanks(WithoutWrittenBreaks(hasName ? inner : text, findings), findings);
    }

    private static string WithoutMarks(string sent, FindingList findings)
    {
        var unlisted = sent.TrimEnd(ListMarks.ToCharArray());
        if (unlisted.EndsWith('.') && !unlisted.EndsWith("..", StringComparison.Ordinal) && unlisted.Count(character => character == '.') == 3)
        {
            unlisted = unlisted[..^1];
        }

        if (unlisted.Length < sent.Length)
        {
            findings.Wrong(TokenFindingCode.Punctuation);
        }

        var unquoted = unlisted.Trim(Quotes.ToCharArray());
        if (unquoted.Length < unlisted.Length)
        {
            findings.Wrong(TokenFindingCode.QuotationMarks);
        }

        return unquoted;
    }

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

        if (invisible > 0)
        {
            findings.Wrong(TokenFindingCode.InvisibleCharacters);
        }

        return breaks + blanks + invisible == 0 ? text : string.Concat(text.Where(character => !char.IsWhiteSpace(character) && !IsInvisible(character)));
    }

    private static bool IsLineBreak(char character) => character is '\n' or '\r' or '\v' or '\f' or '\u0085' or '\u2028' or '\u2029';

    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character) == UnicodeCategory.Format;
}
