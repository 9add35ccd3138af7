using System.Text.Encodings.Web;

namespace EventAuth.Core.Audit;

/// <summary>Something that happened and is to be recorded. Never holds a password, a key, a token or data of customers.</summary>
/// <param name="Subject">To what: a list, an event's name, a key's name.</param>
/// <param name="Before">What was there before, as JSON; null for nothing.</param>
/// <param name="After">What is there now, as JSON; null for nothing.</param>
public sealed record AuditFact(AuditAction Action, string Subject, string? Before = null, string? After = null)
{
    /// <summary>Who did it, where that is not the person or program whose request is being handled.</summary>
    public string? Who { get; init; }
}

/// <summary>How what was before and what is after are written.</summary>
public static class AuditJson
{
    // People search these texts and read them: letters stay letters. Where they are shown they are text, never part of a page.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value as JSON.</summary>
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Readable);
}
