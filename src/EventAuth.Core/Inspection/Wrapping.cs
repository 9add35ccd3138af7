using System.Net;

namespace EventAuth.Core.Inspection;

/// <summary>Removes, layer by layer, what a sender or a person left around a token. Each layer becomes a finding.</summary>
/// <param name="hasName">Whether the name of the header was removed already.</param>
/// <param name="hasScheme">Whether <c>Bearer</c> was removed already.</param>
internal sealed class Wrapping(FindingList findings, bool hasName, bool hasScheme)
{
    /// <summary>More than any real token has, and few enough that a hostile text costs little.</summary>
    private const int MostLayers = 6;

    private const string Quotes = "\"'`´“”„‟‘’‚‛«»‹›\\";
    private const string ListMarks = ",;";
    private const string EncodedBeginning = "ZXlK";

    private static readonly string[] Entities = ["&quot;", "&apos;", "&#34;", "&#39;", "&#x22;", "&#x27;", "&lt;", "&gt;", "&amp;"];

    private static readonly (char Open, char Close)[] BracketPairs = [('<', '>'), ('(', ')'), ('[', ']'), ('{', '}')];

    /// <summary>Whether <c>Bearer</c>, or another word in its place, was found.</summary>
    public bool HasScheme { get; private set; } = hasScheme;

    /// <summary>Whether it was another word.</summary>
    public bool HasOtherScheme { get; private set; }

    /// <summary>What was found instead of a token; null if there may be one.</summary>
    public TokenFinding? Foreign { get; private set; }

    public string TakeOff(string text)
    {
        for (var layer = 0; layer < MostLayers; layer++)
        {
            Foreign = ForeignText.Find(text.Trim()) ?? FindForeignScheme(text.Trim());
            if (Foreign is not null || Next(text) is not { } inner)
            {
                return text;
            }

            text = inner;
        }

        return text;
    }

    private string? Next(string text)
    {
        var trimmed = text.Trim();
        return Layer(TokenFindingCode.InvisibleCharacters, WithoutInvisible(trimmed))
            ?? WithoutHeader(trimmed)
            ?? Layer(TokenFindingCode.HtmlEncoded, WithoutEntities(trimmed))
            ?? Found(TokenFindingCode.BytesLiteral, WrittenValues.FindBytes(trimmed))
            ?? Found(TokenFindingCode.JsonAnswer, WrittenValues.FindInJson(trimmed))
            ?? Found(TokenFindingCode.NameAndValue, WrittenValues.FindNamed(trimmed))
            ?? WithoutMarks(text)
            ?? Layer(TokenFindingCode.PercentEncoded, WrittenValues.HasPercents(trimmed) ? Uri.UnescapeDataString(trimmed) : null)
            ?? Layer(TokenFindingCode.Brackets, WithoutBrackets(trimmed))
            ?? Layer(TokenFindingCode.EncodedTwice, WithoutSecondEncoding(trimmed));
    }

    // One finding for each kind, however many layers there are.
    private string? Layer(TokenFindingCode code, string? inner)
    {
        findings.WrongIf(inner is not null && !findings.Has(code), code);
        return inner;
    }

    private string? Found(TokenFindingCode code, WrittenValue? value)
    {
        if (value is not null)
        {
            findings.Wrong(code, ("name", value.Name), ("kind", value.Kind));
        }

        return value?.Value;
    }

    // At the ends, where they would hide the words of the header; the others are found when everything is removed.
    private static string? WithoutInvisible(string text) => PastedText.IsInvisible(text[0]) || PastedText.IsInvisible(text[^1])
        ? string.Concat(text.Where(character => !PastedText.IsInvisible(character)))
        : null;

    private string? WithoutHeader(string text)
    {
        var rest = HeaderWords.WithoutName(text, out var hadName);
        var inner = HeaderWords.WithoutScheme(rest, out var hadScheme);
        var isNamedAgain = hadName && hasName && !HasScheme;
        findings.WrongIf(isNamedAgain, TokenFindingCode.NameAndValue, ("name", "Authorization"), ("kind", "header"));
        if (hadScheme && HasScheme)
        {
            return Layer(TokenFindingCode.BearerTwice, inner);
        }

        if (hadName || hadScheme)
        {
            if (!findings.Has(TokenFindingCode.HeaderCopied))
            {
                findings.Note(TokenFindingCode.HeaderCopied);
            }

            HasScheme |= hadScheme;
            return inner;
        }

        if (HeaderWords.WithoutJoinedScheme(rest) is { } joined)
        {
            HasScheme = true;
            return Layer(TokenFindingCode.SchemeNotSeparated, joined);
        }

        if (HeaderWords.FindOtherScheme(rest) is not var (word, other) || !IsLikeToken(other))
        {
            return null;
        }

        findings.Wrong(TokenFindingCode.OtherScheme, ("word", word));
        (HasScheme, HasOtherScheme) = (true, true);
        return other;
    }

    // Credentials of another kind: what is in them is not read.
    private TokenFinding? FindForeignScheme(string text)
    {
        HeaderWords.WithoutScheme(text, out var hadScheme);
        if (HasScheme || hadScheme || HeaderWords.WithoutJoinedScheme(text) is not null
            || HeaderWords.FindOtherScheme(text) is not var (word, inner) || IsLikeToken(inner))
        {
            return null;
        }

        HasOtherScheme = true;
        return TokenFinding.Wrong(TokenFindingCode.OtherScheme, ("word", word));
    }

    private string? WithoutMarks(string text)
    {
        var unlisted = text.TrimEnd(ListMarks.ToCharArray());
        if (unlisted.EndsWith('.') && !unlisted.EndsWith("..", StringComparison.Ordinal) && unlisted.Count(sign => sign == '.') == 3)
        {
            unlisted = unlisted[..^1];
        }

        var unquoted = unlisted.Trim(Quotes.ToCharArray());
        Layer(TokenFindingCode.Punctuation, unlisted.Length < text.Length ? unlisted : null);
        Layer(TokenFindingCode.QuotationMarks, unquoted.Length < unlisted.Length ? unquoted : null);
        return unquoted.Length < text.Length ? unquoted : null;
    }

    private static string? WithoutEntities(string text) =>
        Array.Exists(Entities, entity => text.Contains(entity, StringComparison.OrdinalIgnoreCase)) ? WebUtility.HtmlDecode(text) : null;

    private static string? WithoutBrackets(string text) =>
        Array.Exists(BracketPairs, pair => text.StartsWith(pair.Open) && text.EndsWith(pair.Close)) && IsLikeToken(text[1..^1])
            ? text[1..^1]
            : null;

    // Base64 over the whole token, as secrets are stored: eyJ becomes ZXlK.
    private static string? WithoutSecondEncoding(string text) =>
        text.StartsWith(EncodedBeginning, StringComparison.Ordinal) && LooseBase64.Decode(text).Bytes is { } bytes && Ascii.IsValid(bytes)
            ? Encoding.ASCII.GetString(bytes)
            : null;

    private static bool IsLikeToken(string text) => text.Contains("eyJ", StringComparison.Ordinal);
}
