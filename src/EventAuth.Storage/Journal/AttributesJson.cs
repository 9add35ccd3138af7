using System.Buffers;
using System.Text;
using System.Text.Json;

namespace EventAuth.Storage.Journal;

/// <summary>The form in which customer data is stored: one JSON object of scalars, and the names of those without proof.</summary>
internal static class AttributesJson
{
    public static string Write(CustomerAttributes attributes)
    {
        if (attributes.Count == 0)
        {
            return "{}";
        }

        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        foreach (var (name, value) in attributes.All)
        {
            writer.WritePropertyName(name);
            writer.WriteRawValue(value.Json);
        }

        writer.WriteEndObject();
        writer.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string? WriteUnproven(CustomerAttributes attributes) =>
        attributes.UnprovenCount == 0 ? null : NamesJson.Write(attributes.All.Where(pair => !pair.Value.IsProven).Select(pair => pair.Key));

    /// <summary>Reads it; no data if it cannot be read.</summary>
    public static CustomerAttributes Read(string json, string? unproven)
    {
        var attributes = new CustomerAttributes();
        if (json == "{}")
        {
            return attributes;
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                // If it cannot be read what is proven, nothing is.
                var isKnown = NamesJson.TryRead(unproven, out var names);
                var without = names.ToHashSet(StringComparer.Ordinal);
                foreach (var member in document.RootElement.EnumerateObject())
                {
                    attributes.Load(member.Name, new AttributeValue(member.Value.GetRawText(), isKnown && !without.Contains(member.Name)));
                }
            }
        }
        catch (JsonException)
        {
            // Damaged data must not block its customer's events, nor those of others in the same transaction.
        }

        return attributes;
    }
}
