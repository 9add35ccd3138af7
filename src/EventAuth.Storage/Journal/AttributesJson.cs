using System.Text;
using System.Text.Json;
using EventAuth.Core.Profiles;
using EventAuth.Storage.Entities;

namespace EventAuth.Storage.Journal;

/// <summary>The form in which customer data is kept: one JSON object of scalars, and the names of those that came without proof.</summary>
internal static class AttributesJson
{
    public static string Write(CustomerAttributes attributes)
    {
        if (attributes.Count == 0)
        {
            return "{}";
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in attributes.All)
            {
                writer.WritePropertyName(name);
                writer.WriteRawValue(value.Json);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static string? WriteUnproven(CustomerAttributes attributes) =>
        attributes.UnprovenCount == 0 ? null : NamesJson.Write(attributes.All.Where(pair => !pair.Value.IsProven).Select(pair => pair.Key));

    public static CustomerAttributes Read(string json, string? unproven)
    {
        var attributes = new CustomerAttributes();
        if (json != "{}")
        {
            var names = NamesJson.Read(unproven).ToHashSet(StringComparer.Ordinal);
            using var document = JsonDocument.Parse(json);
            foreach (var member in document.RootElement.EnumerateObject())
            {
                attributes.Load(member.Name, new AttributeValue(member.Value.GetRawText(), !names.Contains(member.Name)));
            }
        }

        return attributes;
    }
}
