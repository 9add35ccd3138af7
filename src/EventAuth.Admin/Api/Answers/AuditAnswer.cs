using System.Text.Json;
using EventAuth.Core.Audit;

namespace EventAuth.Admin.Api.Answers;

/// <summary>An entry of the audit trail.</summary>
/// <param name="Number">1 for the first, then one more with each.</param>
/// <param name="Time">When.</param>
/// <param name="Who">A person's e-mail, an API key, <c>installation</c>, or a pseudonym of an attempted account.</param>
/// <param name="From">The network address; null for what the program did itself.</param>
/// <param name="Action">What was done.</param>
/// <param name="Subject">To what.</param>
/// <param name="Before">What was there before; null for nothing.</param>
/// <param name="After">What was there after; null for nothing.</param>
/// <param name="Hash">64 lower-case hexadecimal digits: the HMAC over the entry and the one before it.</param>
internal sealed record AuditAnswer(
    long Number,
    DateTimeOffset Time,
    string Who,
    string? From,
    string Action,
    string Subject,
    JsonElement? Before,
    JsonElement? After,
    string Hash)
{
    public static AuditAnswer Of(AuditEntry entry) => new(
        entry.Number,
        entry.Time,
        entry.Who,
        entry.Origin,
        entry.Action,
        entry.Subject,
        Parse(entry.Before),
        Parse(entry.After),
        entry.Head.Hash);

    // Somebody may have written anything into the database: what is no JSON is shown as the text it is.
    private static JsonElement? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonElement.Parse(text);
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(text);
        }
    }
}
