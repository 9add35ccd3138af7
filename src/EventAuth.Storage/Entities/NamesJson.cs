using System.Text;
using System.Text.Json;

namespace EventAuth.Storage.Entities;

/// <summary>The form in which names of attributes are kept beside their values: a JSON array of texts; null for none.</summary>
internal static class NamesJson
{
    public static string? Write(IEnumerable<string>? names)
    {
        if (names is null)
        {
            return null;
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartArray();
            foreach (var name in names)
            {
                writer.WriteStringValue(name);
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    /// <summary>Reads them; false, and none, where that is not possible.</summary>
    public static bool TryRead(string? json, out IReadOnlyList<string> names)
    {
        names = [];
        try
        {
            var read = json is null ? [] : JsonSerializer.Deserialize<string?[]>(json);
            if (read is null || read.Contains(null))
            {
                return false;
            }

            names = read!;
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
