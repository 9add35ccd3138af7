using System.Text.Encodings.Web;
using System.Text.Json;

namespace EventAuth.Core.Audit;

/// <summary>How what was before and what is after are written.</summary>
public static class AuditJson
{
    // People search these texts and read them: letters stay letters. Where they are shown they are text, never part of a page.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A value as JSON.</summary>
    public static string Of<T>(T value) => JsonSerializer.Serialize(value, Readable);
}
