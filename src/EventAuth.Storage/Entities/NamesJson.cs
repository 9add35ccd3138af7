using System.Text.Json;

namespace EventAuth.Storage.Entities;

/// <summary>The form in which names of attributes are stored next to their values: a JSON array of texts; null for none.</summary>
internal static class NamesJson
{
    public static string? Write(IEnumerable<string>? names) => names is null ? null : JsonSerializer.Serialize(names);

    /// <summary>Reads them; false, and none, if that is not possible.</summary>
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
