using System.Text.Json;

namespace EventAuth.Ingest.Responses;

/// <summary>
/// Tells the sender of a valid token which customer data of an accepted event was not kept. Without a token nobody is told: the answer must
/// not say what is known of a customer.
/// </summary>
internal static class NotKeptNames
{
    public static void Write(Utf8JsonWriter json, IReadOnlyList<string> names)
    {
        json.WriteStartArray("notKept"u8);
        foreach (var name in names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
    }
}
