using System.Text.Encodings.Web;

namespace EventAuth.Core.Audit;

/// <summary>Something that happened and must be recorded. Never contains a password, a key, a token or data of customers.</summary>
/// <param name="Subject">What it happened to: a list, an event's name, a key's name.</param>
/// <param name="Before">What was there before, as JSON; null for nothing.</param>
/// <param name="After">What is there now, as JSON; null for nothing.</param>
public sealed record AuditFact(AuditAction Action, string Subject, string? Before = null, string? After = null)
{
    /// <summary>Who did it, if that is not the person or program whose request is being handled.</summary>
    public string? Who { get; init; }
}

/// <summary>How the values before and after are written.</summary>
public static class AuditJson
{
    // People search and read these texts, so letters stay unescaped. They are shown as text, never as part of a page.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value as JSON.</summary>
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Readable);
}
