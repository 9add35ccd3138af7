using System.Globalization;
using System.Text;
using EventAuth.Core.Decisions;
using EventAuth.Ingest.Limits;
using EventAuth.Ingest.Paths;
using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest.Requests;

/// <summary>Tells the sender where a body stops being an event, what is there, and what to send instead.</summary>
internal static class JsonFlawMessages
{
    /// <summary>How much of a word is read: one more than the longest known word.</summary>
    private const int MostOfWord = 10;

    /// <summary>The flaw as an element of <c>errors</c>.</summary>
    /// <param name="found">The body from that place on.</param>
    public static ProblemError ToError(this ReadFault fault, in JsonFlawPlace place, ReadOnlySpan<byte> found) => new(
        "",
        fault.ToErrorCode(),
        string.Create(
            CultureInfo.InvariantCulture, $"Line {place.LineNumber}, column {place.ColumnNumber}: {MessageOf(place.Flaw, found)}"));

    /// <summary>Whether a text begins with a word for not a number, or not a finite one.</summary>
    public static bool IsNotANumber(ReadOnlySpan<byte> text) => WordOf(text)
        is "NaN" or "Infinity" or "-Infinity" or "+Infinity" or "-NaN" or "nan" or "inf" or "-inf" or "INF" or "-INF" or "NAN";

    /// <summary>What to do instead if a text begins with a word of another language; otherwise null.</summary>
    public static string? InsteadOfForeign(ReadOnlySpan<byte> text) => WordOf(text) switch
    {
        "undefined" or "None" or "nil" or "NULL" or "Null" => "Leave the member out.",
        "True" or "TRUE" => "Write true.",
        "False" or "FALSE" => "Write false.",
        _ => null,
    };

    /// <summary>The kind of a JSON value by its first byte, in words.</summary>
    public static string KindOf(byte first) => first switch
    {
        (byte)'[' => "an array",
        (byte)'{' => "an object",
        (byte)'"' => "a string",
        (byte)'n' => "null",
        (byte)'t' or (byte)'f' => "true or false",
        _ => "a number",
    };

    private static string MessageOf(JsonFlaw flaw, ReadOnlySpan<byte> found) => flaw switch
    {
        JsonFlaw.EmptyBody => "the body is empty. Send the event as JSON.",
        JsonFlaw.ByteOrderMark => "a byte-order mark (the bytes EF BB BF). Send the JSON without it.",
        JsonFlaw.Utf16 => "the body is UTF-16 or UTF-32. Send it in UTF-8.",
        JsonFlaw.NotUtf8 => $"bytes that are not UTF-8, from 0x{found[0]:X2} on. Send the body in UTF-8.",
        JsonFlaw.UnexpectedEnd => "the body ends before the JSON is complete.",
        JsonFlaw.TrailingComma => "a trailing comma before the closing bracket. Remove it.",
        JsonFlaw.MissingComma => "a comma is missing. Inside a string, a quotation mark is written as \\\".",
        JsonFlaw.MissingColon => "the colon after the name of a member is missing.",
        JsonFlaw.MissingValue => "a value is missing.",
        JsonFlaw.WrongBracket => "the wrong closing bracket: [ is closed by ], { by }.",
        JsonFlaw.NotANumber => $"{WordOf(found)} is not JSON. Leave the member out.",
        JsonFlaw.ForeignWord => $"{WordOf(found)} is not JSON. {InsteadOfForeign(found)}",
        JsonFlaw.WrongQuotes => "a quotation mark that is not JSON. Names and strings stand in straight double quotation marks.",
        JsonFlaw.UnquotedName => "the name of a member without quotation marks. Write it as \"name\".",
        JsonFlaw.Comment => "a comment. JSON has none; remove it.",
        JsonFlaw.BadNumber => "a number that is not JSON, as 01, +1, .5, 1., 1,5, 1_000 and 0x1F are not.",
        JsonFlaw.BadEscape => "an escape that is not JSON. A backslash itself is written as \\\\.",
        JsonFlaw.ControlCharacter =>
            $"a control character (U+{(int)found[0]:X4}) in a string. "
            + $"Write a line break as \\n, a tab as \\t, others as \\u{(int)found[0]:x4}.",
        JsonFlaw.FormData => "form data. Send the event as a JSON object.",
        JsonFlaw.TextAfterEnd => $"more text after the end of the JSON. Send several events as one array to {IngestPaths.Batch}.",
        JsonFlaw.UnexpectedCharacter => $"the character {CharacterAt(found)} cannot stand here.",
        JsonFlaw.NotAnObject => $"{KindAt(found)}. An event is one JSON object; several are sent as an array to {IngestPaths.Batch}.",
        JsonFlaw.NotAnArray => $"{KindAt(found)}. A batch is a JSON array of events; one event alone is sent to {IngestPaths.Custom}.",
        JsonFlaw.DuplicateMember => "a name that stands in this object before. Send each name once.",
        JsonFlaw.TooDeep => $"objects and arrays may stand at most {RequestLimits.Depth} inside one another, the event itself counted.",
        JsonFlaw.LoneSurrogate =>
            "a string with half of a character: an escaped surrogate without its other half, as where an emoji was cut.",
    };

    // The letters and digits at the start of a text, including a sign before them.
    private static string WordOf(ReadOnlySpan<byte> text)
    {
        var length = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        while (length < Math.Min(text.Length, MostOfWord) && char.IsAsciiLetterOrDigit((char)text[length]))
        {
            length++;
        }

        return Encoding.ASCII.GetString(text[..length]);
    }

    private static string CharacterAt(ReadOnlySpan<byte> found)
    {
        Rune.DecodeFromUtf8(found, out var rune, out _);
        return rune.Value is > ' ' and <= '~' ? $"“{rune}”" : $"U+{rune.Value:X4}";
    }

    // PHP writes an array without keys as an array, so an empty one is mentioned.
    private static string KindAt(ReadOnlySpan<byte> found) => found[0] switch
    {
        (byte)'[' when JsonTokens.At(found, JsonTokens.PassBlanks(found, 1)) == ']' =>
            "an empty array, as PHP writes an empty object (send {})",
        (byte)'"' => "a string (if JSON stands in it, it was encoded twice)",
        var first => KindOf(first),
    };
}
