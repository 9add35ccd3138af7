using System.Text.Json;
using System.Text.Unicode;
using EventAuth.Core.Journal;

namespace EventAuth.Ingest.Requests;

/// <summary>Reads bodies, single events and batches. Used for one request after another; what it needs for that it keeps.</summary>
internal sealed class EventRequestReader
{
    private readonly MemberNames _names = new();
    private readonly EventFields _fields = new();
    private readonly List<ElementSlice> _elements = [];

    /// <summary>Reads one JSON object. Whatever the bytes, the answer is a reading and no exception.</summary>
    /// <param name="body">The whole body.</param>
    /// <inheritdoc cref="EventFields.Read" path="/param"/>
    public EventReading ReadEvent(Memory<byte> body, bool hasToken, DateTimeOffset receivedAt, JournalEntry entry)
    {
        var fault = Utf8.IsValid(body.Span) ? JudgeEvent(body) : ReadFault.NotJson;
        return fault == ReadFault.None ? _fields.Read(body, hasToken, receivedAt, int.MaxValue, entry) : EventReading.Failed(fault);
    }

    /// <summary>Begins with an array of events: judges the whole and finds where each event stands. What is wrong inside one event stays with that event.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="count">How many events there are; 0 with a fault.</param>
    public ReadFault OpenBatch(Memory<byte> body, out int count)
    {
        _elements.Clear();
        var fault = Utf8.IsValid(body.Span) ? FindElements(body) : ReadFault.NotJson;
        count = fault == ReadFault.None ? _elements.Count : 0;
        return fault;
    }

    /// <summary>Reads one event of the batch that was opened.</summary>
    /// <param name="body">The same body.</param>
    /// <param name="index">Its place, from 0.</param>
    /// <inheritdoc cref="EventFields.Read" path="/param"/>
    public EventReading ReadElement(Memory<byte> body, int index, bool hasToken, DateTimeOffset receivedAt, int mostErrors, JournalEntry entry)
    {
        var (place, fault) = _elements[index];
        return fault switch
        {
            ReadFault.None => _fields.Read(body[place], hasToken, receivedAt, mostErrors, entry),

            // Well-formed, but no event.
            ReadFault.NotAnObject => new EventReading(ReadFault.None, null, [fault.ToError()]),
            _ => EventReading.Failed(fault),
        };
    }

    private ReadFault JudgeEvent(Memory<byte> body)
    {
        try
        {
            var reader = JsonStructure.Open(body.Span);
            reader.Read();
            var fault = JsonStructure.WalkObject(ref reader, body, _names);

            // Throws where something follows the value.
            reader.Read();
            return fault;
        }
        catch (JsonException)
        {
            return ReadFault.NotJson;
        }
    }

    private ReadFault FindElements(Memory<byte> body)
    {
        try
        {
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
                if (_elements.Count == RequestLimits.BatchEvents)
                {
                    return ReadFault.TooManyEvents;
                }

                var start = (int)reader.TokenStartIndex;
                var fault = JsonStructure.WalkObject(ref reader, body, _names);
                _elements.Add(new ElementSlice(start..(int)reader.BytesConsumed, fault));
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

    private readonly record struct ElementSlice(Range Place, ReadFault Fault);
}
