using System.Text.Json;
using System.Text.Unicode;

namespace EventAuth.Ingest.Requests;

/// <summary>Reads the body of a single event.</summary>
internal static class EventRequestReader
{
    /// <summary>Reads one JSON object. Whatever the bytes, the answer is a reading and no exception.</summary>
    /// <param name="body">The whole body. What is read does not keep it.</param>
    /// <param name="hasToken">Whether a token was presented, without which <c>client.uuid</c> is required.</param>
    /// <param name="receivedAt">When it was received, in UTC.</param>
    public static EventReading Read(ReadOnlyMemory<byte> body, bool hasToken, DateTimeOffset receivedAt)
    {
        var fault = Judge(body);
        return fault == ReadFault.None
            ? EventFields.Read(body.Span, hasToken, receivedAt, int.MaxValue)
            : EventReading.Failed(fault);
    }

    private static ReadFault Judge(ReadOnlyMemory<byte> body)
    {
        if (!Utf8.IsValid(body.Span))
        {
            return ReadFault.NotJson;
        }

        try
        {
            using var names = new MemberNames(body);
            var reader = JsonStructure.Open(body.Span);
            reader.Read();
            var fault = JsonStructure.WalkObject(ref reader, names);

            // Throws where something follows the value.
            reader.Read();
            return fault;
        }
        catch (JsonException)
        {
            return ReadFault.NotJson;
        }
    }
}
