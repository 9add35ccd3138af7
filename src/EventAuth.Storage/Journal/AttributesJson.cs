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

    public static SortedDictionary<string, string> Read(string json)
    {
        var attributes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (json != "{}")
        {
            using var document = JsonDocument.Parse(json);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                attributes[member.Name] = member.Value.GetRawText();
            }
        }

        return attributes;
    }
}
