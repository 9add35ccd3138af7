namespace EventAuth.Core.Decisions;

/// <summary>What was found where a body stops being JSON of an event or batch. Recorded by name, see <see cref="JsonFlawPlace"/>.</summary>
public enum JsonFlaw
{
    /// <summary>Nothing, or only blanks.</summary>
    EmptyBody,

    ByteOrderMark,

    /// <summary>UTF-16 or UTF-32.</summary>
    Utf16,

    /// <summary>Bytes that are not UTF-8.</summary>
    NotUtf8,

    /// <summary>The end of the body.</summary>
    UnexpectedEnd,

    TrailingComma,
    MissingComma,
    MissingColon,
    MissingValue,
    WrongBracket,

    /// <summary>NaN or Infinity.</summary>
    NotANumber,

    /// <summary>A word of another language for null, true or false: None, undefined, True.</summary>
    ForeignWord,

    /// <summary>A quotation mark other than the straight double one.</summary>
    WrongQuotes,

    /// <summary>A member's name without quotation marks.</summary>
    UnquotedName,

    Comment,
    BadNumber,
    BadEscape,

    /// <summary>A line break, a tab or another control character inside a string.</summary>
    ControlCharacter,

    /// <summary>Form fields instead of JSON.</summary>
    FormData,

    /// <summary>More after the end of the JSON.</summary>
    TextAfterEnd,

    /// <summary>Something else that cannot stand there.</summary>
    UnexpectedCharacter,

    /// <summary>JSON, but no object where an event is expected.</summary>
    NotAnObject,

    /// <summary>JSON, but no array where a batch is expected.</summary>
    NotAnArray,

    /// <summary>A name that stands twice in the same object.</summary>
    DuplicateMember,

    /// <summary>Too many objects and arrays inside one another.</summary>
    TooDeep,

    /// <summary>A string with half of a surrogate pair.</summary>
    LoneSurrogate,
}
