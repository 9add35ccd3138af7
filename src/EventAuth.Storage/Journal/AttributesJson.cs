using System.Text;
using System.Text.Json;

namespace EventAuth.Storage.Journal;

/// <summary>The form in which customer data is kept: one JSON object of scalars.</summary>
internal static class AttributesJson
{
    public static string Write(SortedDictionary<string, string> attributes)
    {
        if (attributes.Count == 0)
        {
            return "{}";
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, json) in attributes)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(json);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Reads it; no data where it cannot be read.</summary>
    public static SortedDictionary<string, string> Read(string json)
    {
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (json == "{}")
        {
            return attributes;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                foreach (var member in document.RootElement.EnumerateObject())
                {
                    attributes[member.Name] = member.Value.GetRawText();
                }
            }
        }
        catch (JsonException)
        {
            // Damaged data must not keep its customer's events out, nor those of others that are written with them.
        }

        return attributes;
    }
}
