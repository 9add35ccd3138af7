using System.Text.Json;

namespace EventAuth.Ingest.Requests;

/// <summary>Takes a member that must be a string.</summary>
internal static class StringMember
{
    /// <summary>The string the reader stands on; null, with an error, for any other value, which is passed over.</summary>
    public static string? Read(ref Utf8JsonReader reader, string field, FieldErrors errors)
    {
        if (reader.TokenType == JsonTokenType.String)
        {
            return reader.GetString();
        }

        errors.Add(field, FieldCodes.InvalidType, "Must be a string.");
        reader.Skip();
        return null;
    }
}
