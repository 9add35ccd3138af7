namespace EventAuth.Admin.Texts;

/// <summary>What is wrong with malformed JSON, and where.</summary>
internal static class JsonFlawTexts
{
    /// <summary>A clause: "a trailing comma in line 3, column 17".</summary>
    public static string Of(in JsonFlawPlace place) => Of(place.Flaw) + place.Flaw switch
    {
        // A problem of the whole body has no line.
        JsonFlaw.EmptyBody or JsonFlaw.ByteOrderMark or JsonFlaw.Utf16 or JsonFlaw.FormData => "",
        JsonFlaw.NotAnObject or JsonFlaw.NotAnArray => "",
        _ => $" in line {place.LineNumber}, column {place.ColumnNumber}",
    };

    private static string Of(JsonFlaw flaw) => flaw switch
    {
        JsonFlaw.EmptyBody => "the body is empty",
        JsonFlaw.ByteOrderMark => "it starts with a byte-order mark",
        JsonFlaw.Utf16 => "it is UTF-16 or UTF-32, not UTF-8",
        JsonFlaw.NotUtf8 => "bytes that are not UTF-8",
        JsonFlaw.UnexpectedEnd => "it ends too early",
        JsonFlaw.TrailingComma => "a trailing comma",
        JsonFlaw.MissingComma => "a missing comma, or an unescaped quotation mark",
        JsonFlaw.MissingColon => "a missing colon",
        JsonFlaw.MissingValue => "a missing value",
        JsonFlaw.WrongBracket => "the wrong closing bracket",
        JsonFlaw.NotANumber => "NaN or Infinity",
        JsonFlaw.ForeignWord => "a word that is not JSON, such as undefined or None",
        JsonFlaw.WrongQuotes => "a quotation mark other than \"",
        JsonFlaw.UnquotedName => "a name without quotation marks",
        JsonFlaw.Comment => "a comment",
        JsonFlaw.BadNumber => "a malformed number",
        JsonFlaw.BadEscape => "a malformed escape",
        JsonFlaw.ControlCharacter => "an unescaped line break, tab or other control character",
        JsonFlaw.FormData => "it is form data",
        JsonFlaw.TextAfterEnd => "more text after the end of the JSON",
        JsonFlaw.UnexpectedCharacter => "a character that cannot stand there",
        JsonFlaw.NotAnObject => "it is not an object",
        JsonFlaw.NotAnArray => "it is not an array of events",
        JsonFlaw.DuplicateMember => "a name that appears twice in the same object",
        JsonFlaw.TooDeep => "too many objects and arrays inside one another",
        JsonFlaw.LoneSurrogate => "half of a character (an unpaired surrogate)",
    };
}
