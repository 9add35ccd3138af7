using System.Text.Json;
using System.Text.Unicode;

namespace EventAuth.Ingest.Requests;

/// <summary>Reads the body of a batch: what is wrong inside one event stays with that event.</summary>
internal static class BatchRequestReader
{
    /// <summary>Reads an array of events. Whatever the bytes, the answer is a reading and no exception.</summary>
    /// <inheritdoc cref="EventRequestReader.Read" path="/param"/>
    public static BatchReading Read(ReadOnlyMemory<byte> body, bool hasToken, DateTimeOffset receivedAt)
    {
        var slices = new List<ElementSlice>();
        var fault = Utf8.IsValid(body.Span) ? Split(body, slices) : ReadFault.NotJson;
        if (fault != ReadFault.None)
        {
            return new BatchReading(fault, []);
        }

        var events = new List<EventReading>(slices.Count);
        var room = RequestLimits.BatchProblems;
        foreach (var slice in slices)
        {
            var reading = slice.Fault switch
            {
                ReadFault.None => EventFields.Read(body.Span[slice.Range], hasToken, receivedAt, room),

                // Well-formed, but no event.
                ReadFault.NotAnObject => new EventReading(ReadFault.None, null, null, [slice.Fault.ToError()]),
                _ => EventReading.Failed(slice.Fault),
            };
            room -= reading.Errors.Count;
            events.Add(reading);
        }

        return new BatchReading(ReadFault.None, events);
    }

    private static ReadFault Split(ReadOnlyMemory<byte> body, List<ElementSlice> slices)
    {
        try
        {
            using var names = new MemberNames(body);
            var reader = JsonStructure.Open(body.Span);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                reader.Skip();
                reader.Read();
                return ReadFault.NotAnArray;
            }

            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                if (slices.Count == RequestLimits.BatchEvents)
                {
                    return ReadFault.TooManyEvents;
                }

                var start = (int)reader.TokenStartIndex;
                var fault = JsonStructure.WalkObject(ref reader, names);
                slices.Add(new ElementSlice(start..(int)reader.BytesConsumed, fault));
            }

            // Throws where something follows the array.
            reader.Read();
            return ReadFault.None;
        }
        catch (JsonException)
        {
            return ReadFault.NotJson;
        }
    }

    private readonly record struct ElementSlice(Range Range, ReadFault Fault);
}
