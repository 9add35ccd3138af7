using System.Buffers;
using System.Text;
using System.Text.Unicode;
using EventAuth.Core.Decisions;

namespace EventAuth.Ingest.Requests;

/// <summary>
/// Says what is at the place where <see cref="JsonValidator"/> stopped, in the sender's terms. Only for texts that are refused:
/// what comes after the place is not read, and before it only the last comma is.
/// </summary>
internal static class JsonFlawFinder
{
    private static readonly SearchValues<byte> s_ofFormNames =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-.%[]+"u8);

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <summary>The flaw of a text that is not JSON, and where it is.</summary>
    public static (JsonFlaw Flaw, int At) Find(ReadOnlySpan<byte> json, JsonStop stop)
    {
        var at = stop.At;
        return json.StartsWith(ByteOrderMark) ? (JsonFlaw.ByteOrderMark, 0)
            : IsUtf16(json) ? (JsonFlaw.Utf16, 0)
            : !Utf8.IsValid(json) ? (JsonFlaw.NotUtf8, FindBrokenUtf8(json))
            : JsonTokens.PassBlanks(json, 0) == json.Length ? (JsonFlaw.EmptyBody, 0)
            : stop.Expected == JsonExpected.WholeString ? FindInString(json, at)
            : at == json.Length ? (JsonFlaw.UnexpectedEnd, at)
            : IsComment(json[at..]) ? (JsonFlaw.Comment, at)
            : FindAt(json, stop);
    }

    private static (JsonFlaw Flaw, int At) FindAt(ReadOnlySpan<byte> json, JsonStop stop)
    {
        var at = stop.At;
        var isBracket = json[at] is (byte)']' or (byte)'}';
        return stop.Expected switch
        {
            JsonExpected.Value or JsonExpected.Name when isBracket && LastBefore(json, at) is var comma && json[comma] == ',' =>
                (JsonFlaw.TrailingComma, comma),
            JsonExpected.Value => (OfValue(json, at), at),
            JsonExpected.Name => (OfName(json, at), at),
            JsonExpected.Colon => (JsonFlaw.MissingColon, at),
            JsonExpected.Separator when isBracket => (JsonFlaw.WrongBracket, at),
            JsonExpected.Separator => (OfSeparator(json, at), at),

            // It starts there, and is read before.
            JsonExpected.WholeString => (JsonFlaw.UnexpectedCharacter, at),
            JsonExpected.End => (GoesOnNumber(json, at) ? JsonFlaw.BadNumber : JsonFlaw.TextAfterEnd, at),
        };
    }

    private static JsonFlaw OfValue(ReadOnlySpan<byte> json, int at)
    {
        var rest = json[at..];
        return rest[0] switch
        {
            (byte)',' or (byte)'}' or (byte)']' => JsonFlaw.MissingValue,
            _ when JsonFlawMessages.IsNotANumber(rest) => JsonFlaw.NotANumber,
            _ when JsonFlawMessages.InsteadOfForeign(rest) is not null => JsonFlaw.ForeignWord,
            _ when IsQuote(rest) => JsonFlaw.WrongQuotes,
            (byte)'-' or (byte)'+' or (byte)'.' => JsonFlaw.BadNumber,
            _ when char.IsAsciiDigit((char)rest[0]) => JsonFlaw.BadNumber,
            _ when JsonTokens.PassBlanks(json, 0) == at && IsFormData(rest) => JsonFlaw.FormData,
            _ => JsonFlaw.UnexpectedCharacter,
        };
    }

    private static JsonFlaw OfName(ReadOnlySpan<byte> json, int at) => json[at] switch
    {
        _ when IsQuote(json[at..]) => JsonFlaw.WrongQuotes,
        _ when HasDecimalComma(json, at) => JsonFlaw.BadNumber,
        _ when char.IsAsciiLetterOrDigit((char)json[at]) || json[at] is (byte)'_' or (byte)'$' => JsonFlaw.UnquotedName,
        _ => JsonFlaw.UnexpectedCharacter,
    };

    private static JsonFlaw OfSeparator(ReadOnlySpan<byte> json, int at) => json[at] switch
    {
        _ when GoesOnNumber(json, at) => JsonFlaw.BadNumber,
        (byte)'"' or (byte)'{' or (byte)'[' or (byte)'-' => JsonFlaw.MissingComma,
        _ when char.IsAsciiLetterOrDigit((char)json[at]) => JsonFlaw.MissingComma,
        _ => JsonFlaw.UnexpectedCharacter,
    };

    // 01, 1.5.2, 0x1F, 1_000: the part that is JSON ends where the rest begins.
    private static bool GoesOnNumber(ReadOnlySpan<byte> json, int at) =>
        at > 0 && char.IsAsciiDigit((char)json[at - 1])
        && (char.IsAsciiLetterOrDigit((char)json[at]) || json[at] is (byte)'.' or (byte)'_');

    // 19,90 as written in half of Europe.
    private static bool HasDecimalComma(ReadOnlySpan<byte> json, int at) =>
        at > 1 && char.IsAsciiDigit((char)json[at]) && json[at - 1] == ',' && char.IsAsciiDigit((char)json[at - 2]);

    private static (JsonFlaw Flaw, int At) FindInString(ReadOnlySpan<byte> json, int start)
    {
        for (var at = start + 1; at < json.Length; at++)
        {
            if (json[at] < ' ')
            {
                return (JsonFlaw.ControlCharacter, at);
            }

            if (json[at] == '\\')
            {
                var length = JsonTokens.LengthOfEscape(json[at..]);
                if (length == 0)
                {
                    return at == json.Length - 1 ? (JsonFlaw.UnexpectedEnd, json.Length) : (JsonFlaw.BadEscape, at);
                }

                at += length - 1;
            }
        }

        return (JsonFlaw.UnexpectedEnd, json.Length);
    }

    private static int LastBefore(ReadOnlySpan<byte> json, int at) => Math.Max(json[..at].LastIndexOfAnyExcept(" \t\r\n"u8), 0);

    private static bool IsComment(ReadOnlySpan<byte> rest) => rest[0] == '#' || rest.StartsWith("//"u8) || rest.StartsWith("/*"u8);

    // Typographic ones are U+2018 to U+201F, which all begin with the same two bytes.
    private static bool IsQuote(ReadOnlySpan<byte> rest) =>
        rest[0] is (byte)'\'' or (byte)'`' || rest is [0xE2, 0x80, >= 0x98 and <= 0x9F, ..];

    private static bool IsFormData(ReadOnlySpan<byte> rest)
    {
        var end = rest.IndexOfAnyExcept(s_ofFormNames);
        return end > 0 && rest[end] == '=' && end + 1 < rest.Length && rest[end + 1] != '=';
    }

    // JSON always begins with ASCII, so in the wider encodings one of the first two bytes is 0.
    private static bool IsUtf16(ReadOnlySpan<byte> json) =>
        json is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] or [0, _, ..] or [_, 0, ..];

    private static int FindBrokenUtf8(ReadOnlySpan<byte> json)
    {
        var at = 0;
        while (Rune.DecodeFromUtf8(json[at..], out _, out var length) == OperationStatus.Done)
        {
            at += length;
        }

        return at;
    }
}
