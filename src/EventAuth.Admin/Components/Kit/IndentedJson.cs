using System.Text.Encodings.Web;

namespace EventAuth.Admin.Components.Kit;

/// <summary>Formats JSON for people to read.</summary>
internal static class IndentedJson
{
    private static readonly JsonSerializerOptions Indented =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The text with a line for each member; unchanged if it is not JSON.</summary>
    public static string Of(string json)
    {
        try
        {
            return JsonSerializer.Serialize(JsonElement.Parse(json), Indented);
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
