using System.Text.Encodings.Web;

namespace EventAuth.Core.Journal;

/// <summary>The content of an event, recorded for an operator who asks for it: see <see cref="Decisions.IRejectedPayloads"/>.</summary>
public static class SentPayload
{
    /// <summary>Longer parameters than this are left out, in bytes.</summary>
    public const int MaxParamsBytes = 16_384;

    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Name, identifiers, label and parameters as one JSON object; what the event does not have is left out.</summary>
    public static string Of(JournalEntry entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, s_options))
        {
            json.WriteStartObject();
            Write(json, "action", Utf8Text.Of(entry.Action == default ? null : entry.Action.Value));
            json.WriteStartObject("client");
            Write(json, "uuid", entry.ClientUuid);
            Write(json, "email", entry.ClientEmail);
            Write(json, "customId", entry.ClientCustomId);
            json.WriteEndObject();
            Write(json, "label", entry.Label);
            if (entry.Params.IsPresent && entry.Params.Bytes.Length <= MaxParamsBytes)
            {
                // Found to be JSON when the body was read.
                json.WritePropertyName("params");
                json.WriteRawValue(entry.Params.Bytes, skipInputValidation: true);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, string name, Utf8Text text)
    {
        if (text.IsPresent)
        {
            json.WriteString(name, text.Bytes);
        }
    }
}
