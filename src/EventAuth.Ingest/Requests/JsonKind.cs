namespace EventAuth.Ingest.Requests;

/// <summary>The kinds of JSON values, as senders mix them up.</summary>
internal enum JsonKind
{
    Text,
    Number,
    Boolean,
    Null,
    Object,
    Array,

    /// <summary>An array without elements: what PHP makes of an empty object.</summary>
    EmptyArray,
}

/// <summary>Says that a value is of another kind than its rule asks for, and what to send instead. Nothing of the value is in it.</summary>
internal static class JsonKindMessages
{
    private const string EmptyArrayOfPhp = "and [] was sent, which is how PHP writes an empty array: send {}";

    /// <summary>The message where a string is expected.</summary>
    /// <param name="kind">What was sent.</param>
    /// <param name="isRequired">Whether the member has to be there.</param>
    public static string ForText(JsonKind kind, bool isRequired) => kind switch
    {
        JsonKind.Null when isRequired => "Must be a string, and null was sent. It is required.",
        JsonKind.Null => "Must be a string, and null was sent. Leave it out, or send a string.",
        JsonKind.Number => "Must be a string, and a number was sent. Write it in quotation marks.",
        JsonKind.Boolean => "Must be a string, and true or false was sent. Write it in quotation marks.",
        JsonKind.Object => "Must be a string, and an object was sent.",
        JsonKind.Array or JsonKind.EmptyArray => "Must be a string, and an array was sent.",
        JsonKind.Text => "Must be a string.",
    };

    /// <summary>The message where an object is expected.</summary>
    /// <param name="kind">What was sent.</param>
    /// <param name="required">A member that the object has to have, so that neither an empty nor no object helps; or null.</param>
    public static string ForObject(JsonKind kind, string? required = null) => (kind, required) switch
    {
        (JsonKind.EmptyArray, null) => $"Must be an object, {EmptyArrayOfPhp}, or leave it out.",
        (JsonKind.EmptyArray, _) => $"Must be an object, {EmptyArrayOfPhp} with \"{required}\" in it.",
        (JsonKind.Null, null) => "Must be an object, and null was sent. Leave it out, or send an object.",
        (JsonKind.Null, _) => $"Must be an object, and null was sent. It is required, with \"{required}\" in it.",
        (JsonKind.Array, _) => "Must be an object, and an array was sent: give each value a name.",
        (JsonKind.Text, _) => "Must be an object, and a string was sent. If JSON stands in it, it was encoded twice.",
        (JsonKind.Number, _) => "Must be an object, and a number was sent.",
        (JsonKind.Boolean, _) => "Must be an object, and true or false was sent.",
        (JsonKind.Object, _) => "Must be an object.",
    };
}
