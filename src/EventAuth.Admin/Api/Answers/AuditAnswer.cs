namespace EventAuth.Admin.Api.Answers;

/// <summary>An entry of the audit trail.</summary>
internal sealed class AuditAnswer(AuditEntry entry)
{
    /// <summary>1 for the first, plus one for each.</summary>
    public long Number { get; init; } = entry.Number;
    public DateTimeOffset Time { get; init; } = entry.Time;

    /// <summary>A person's e-mail, an API key, <c>installation</c>, or a pseudonym of an attempted account.</summary>
    public string Who { get; init; } = entry.Who;

    /// <summary>The network address; null for what the program did itself.</summary>
    public string? From { get; init; } = entry.Origin;
    public string Action { get; init; } = entry.Action;
    public string Subject { get; init; } = entry.Subject;
    public JsonElement? Before { get; init; } = Parse(entry.Before);
    public JsonElement? After { get; init; } = Parse(entry.After);

    /// <summary>64 lower-case hexadecimal digits: the HMAC over the entry and the one before it.</summary>
    public string Hash { get; init; } = entry.Head.Hash;

    // Anything may have been written into the database: what is not JSON is shown as plain text.
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
