using System.Net;
using System.Text;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Takes off, layer by layer, what a sender or a person left around a token. Each layer becomes a finding.</summary>
/// <param name="findings">Takes the layers.</param>
/// <param name="hasName">Whether the name of the header was taken off already.</param>
/// <param name="hasScheme">Whether <c>Bearer</c> was taken off already.</param>
internal sealed class Wrapping(FindingList findings, bool hasName, bool hasScheme)
{
    /// <summary>More than a token in real life has, and few enough that a text made for it costs little.</summary>
    private const int MostLayers = 6;

    private const string Quotes = "\"'`´“”„‟‘’‚‛«»‹›\\";
    private const string ListMarks = ",;";
    private const string EncodedBeginning = "ZXlK";

    private static readonly string[] Entities = ["&quot;", "&apos;", "&#34;", "&#39;", "&#x22;", "&#x27;", "&lt;", "&gt;", "&amp;"];

    private static readonly (char Open, char Close)[] BracketPairs = [('<', '>'), ('(', ')'), ('[', ']'), ('{', '}')];

    /// <summary>Whether <c>Bearer</c>, or a word in its place, was found.</summary>
    public bool HasScheme { get; private set; } = hasScheme;

    /// <summary>Whether that was another word.</summary>
    public bool HasOtherScheme { get; private set; }

    /// <summary>What was found in place of a token; null where there may be one.</summary>
    public TokenFinding? Foreign { get; private set; }

    /// <summary>The innermost text.</summary>
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
        return WithoutInvisible(trimmed)
            ?? WithoutHeader(trimmed)
            ?? WithoutEntities(trimmed)
            ?? Found(TokenFindingCode.BytesLiteral, WrittenValues.FindBytes(trimmed))
            ?? Found(TokenFindingCode.JsonAnswer, WrittenValues.FindInJson(trimmed))
            ?? Found(TokenFindingCode.NameAndValue, WrittenValues.FindNamed(trimmed))
            ?? WithoutMarks(text)
            ?? WithoutPercents(trimmed)
            ?? WithoutBrackets(trimmed)
            ?? WithoutSecondEncoding(trimmed);
    }

    private string? Found(TokenFindingCode code, WrittenValue? value)
    {
        if (value is not null)
        {
            findings.Wrong(code, ("name", value.Name), ("kind", value.Kind));
        }

        return value?.Value;
    }

    // At its ends, where they would hide the words of the header; the others are found when all is taken off.
    private string? WithoutInvisible(string text)
    {
        if (!PastedText.IsInvisible(text[0]) && !PastedText.IsInvisible(text[^1]))
        {
            return null;
        }

        Add(TokenFindingCode.InvisibleCharacters);
        return string.Concat(text.Where(character => !PastedText.IsInvisible(character)));
    }

    private string? WithoutHeader(string text)
    {
        var rest = HeaderWords.WithoutName(text, out var hadName);
        var inner = HeaderWords.WithoutScheme(rest, out var hadScheme);
        if (hadName && hasName && !HasScheme)
        {
            findings.Wrong(TokenFindingCode.NameAndValue, ("name", "Authorization"), ("kind", "header"));
        }

        if (hadScheme && HasScheme)
        {
            Add(TokenFindingCode.BearerTwice);
        }
        else if (hadName || hadScheme)
        {
            Add(TokenFindingCode.HeaderCopied, TokenFindingSeverity.Note);
        }
        else if (HeaderWords.WithoutJoinedScheme(rest) is { } joined)
        {
            Add(TokenFindingCode.SchemeNotSeparated);
            HasScheme = true;
            return joined;
        }
        else if (HeaderWords.FindOtherScheme(rest) is var (word, other) && IsLikeToken(other))
        {
            findings.Wrong(TokenFindingCode.OtherScheme, ("word", word));
            (HasScheme, HasOtherScheme) = (true, true);
            return other;
        }

        HasScheme |= hadScheme;
        return hadName || hadScheme ? inner : null;
    }

    // Credentials of another kind: what is in them is not read.
    private TokenFinding? FindForeignScheme(string text)
    {
        HeaderWords.WithoutScheme(text, out var hadScheme);
        if (HasScheme || hadScheme || HeaderWords.WithoutJoinedScheme(text) is not null)
        {
            return null;
        }

        if (HeaderWords.FindOtherScheme(text) is not var (word, inner) || IsLikeToken(inner))
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

        if (unlisted.Length < text.Length)
        {
            Add(TokenFindingCode.Punctuation);
        }

        var unquoted = unlisted.Trim(Quotes.ToCharArray());
        if (unquoted.Length < unlisted.Length)
        {
            Add(TokenFindingCode.QuotationMarks);
        }

        return unquoted.Length < text.Length ? unquoted : null;
    }

    private string? WithoutPercents(string text)
    {
        if (!WrittenValues.HasPercents(text))
        {
            return null;
        }

        Add(TokenFindingCode.PercentEncoded);
        return Uri.UnescapeDataString(text);
    }

    private string? WithoutEntities(string text)
    {
        if (!Array.Exists(Entities, entity => text.Contains(entity, StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        Add(TokenFindingCode.HtmlEncoded);
        return WebUtility.HtmlDecode(text);
    }

    private string? WithoutBrackets(string text)
    {
        if (!Array.Exists(BracketPairs, pair => text.StartsWith(pair.Open) && text.EndsWith(pair.Close)) || !IsLikeToken(text[1..^1]))
        {
            return null;
        }

        Add(TokenFindingCode.Brackets);
        return text[1..^1];
    }

    // Base64 over the whole token, as secrets are stored: eyJ becomes ZXlK.
    private string? WithoutSecondEncoding(string text)
    {
        if (!text.StartsWith(EncodedBeginning, StringComparison.Ordinal)
            || LooseBase64.Decode(text).Bytes is not { } bytes
            || !Ascii.IsValid(bytes))
        {
            return null;
        }

        Add(TokenFindingCode.EncodedTwice);
        return Encoding.ASCII.GetString(bytes);
    }

    // Once, however many layers of a kind there are.
    private void Add(TokenFindingCode code, TokenFindingSeverity severity = TokenFindingSeverity.Wrong)
    {
        if (!findings.Has(code))
        {
            findings.Take(new TokenFinding(code, severity));
        }
    }

    private static bool IsLikeToken(string text) => text.Contains("eyJ", StringComparison.Ordinal);
}
