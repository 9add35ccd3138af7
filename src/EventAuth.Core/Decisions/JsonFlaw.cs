namespace EventAuth.Core.Decisions;

/// <summary>What is in a body where it stops being a valid event or batch. Recorded by name, see <see cref="JsonFlawPlace"/>.</summary>
public enum JsonFlaw
{
    /// <summary>Nothing, or only white space.</summary>
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

    /// <summary>Something else that is not allowed there.</summary>
    UnexpectedCharacter,

    /// <summary>JSON, but not an object where an event is expected.</summary>
    NotAnObject,

    /// <summary>JSON, but not an array where a batch is expected.</summary>
    NotAnArray,

    /// <summary>A name that occurs twice in the same object.</summary>
    DuplicateMember,

    /// <summary>Too many objects and arrays inside each other.</summary>
    TooDeep,

    /// <summary>A string with half of a surrogate pair.</summary>
    LoneSurrogate,
}
