namespace EventAuth.Ingest.Responses;

/// <summary>One thing that is wrong with a request, as an element of <c>errors</c>.</summary>
/// <param name="Field">Path of the member, as in <c>client.uuid</c>; empty for the whole.</param>
/// <param name="Code">Stable, for programs.</param>
/// <param name="Message">For people; never a value that was sent.</param>
internal readonly record struct FieldError(string Field, string Code, string Message)
{
    /// <summary>Field and message, for who reads no lists: "label: Must be a string."</summary>
    public string ToSentence() => Field.Length > 0 ? $"{Field}: {Message}" : Message;
}
