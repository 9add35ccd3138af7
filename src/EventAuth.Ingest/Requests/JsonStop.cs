namespace EventAuth.Ingest.Requests;

/// <summary>Where a text was found to be no JSON, or no event.</summary>
/// <param name="At">The place in the text; its length where it ends too early.</param>
/// <param name="Expected">What was looked for there.</param>
internal readonly record struct JsonStop(int At, JsonExpected Expected);

/// <summary>What can stand at a place of JSON text.</summary>
internal enum JsonExpected
{
    Value,

    /// <summary>The name of a member.</summary>
    Name,

    Colon,

    /// <summary>A comma, or the bracket that closes.</summary>
    Separator,

    /// <summary>A string, which begins there and is not whole.</summary>
    WholeString,

    /// <summary>Nothing more.</summary>
    End,
}
