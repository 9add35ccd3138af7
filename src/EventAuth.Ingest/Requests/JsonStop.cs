namespace EventAuth.Ingest.Requests;

/// <summary>Where a text stops being JSON, or an event.</summary>
/// <param name="At">The place in the text; its length if it ends too early.</param>
/// <param name="Expected">What was expected there.</param>
internal readonly record struct JsonStop(int At, JsonExpected Expected);

/// <summary>What can be at a place of JSON text.</summary>
internal enum JsonExpected
{
    Value,

    /// <summary>The name of a member.</summary>
    Name,

    Colon,

    /// <summary>A comma, or the bracket that closes.</summary>
    Separator,

    /// <summary>A string that begins there and is incomplete.</summary>
    WholeString,

    /// <summary>Nothing more.</summary>
    End,
}
