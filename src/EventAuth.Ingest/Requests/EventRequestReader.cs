using System.Text.Unicode;
using EventAuth.Core.Journal;

namespace EventAuth.Ingest.Requests;

/// <summary>Reads bodies, single events and batches. Used for one request after another; what it needs for that it keeps.</summary>
internal sealed class EventRequestReader
{
    private readonly JsonJudge _judge = new();
    private readonly EventFields _fields = new();
    private readonly List<ElementSlice> _elements = [];

    /// <summary>Reads one JSON object. Whatever the bytes, the answer is a reading and no exception.</summary>
    /// <param name="body">The whole body.</param>
    /// <inheritdoc cref="EventFields.Read" path="/param"/>
    public EventReading ReadEvent(Memory<byte> body, bool hasToken, DateTimeOffset receivedAt, JournalEntry entry)
    {
        var fault = FindEvent(body.Span, out var place);
        return fault == ReadFault.None ? _fields.Read(body[place], hasToken, receivedAt, int.MaxValue, entry) : EventReading.Failed(fault);
    }

    /// <summary>Begins with an array of events: judges the whole and finds where each event stands. What is wrong inside one event stays with that event.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="count">How many events there are; 0 with a fault.</param>
    public ReadFault OpenBatch(Memory<byte> body, out int count)
    {
        _elements.Clear();
        var fault = FindElements(body.Span);
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

    private ReadFault FindEvent(ReadOnlySpan<byte> json, out Range place)
    {
        place = default;
        if (!Utf8.IsValid(json))
        {
            return ReadFault.NotJson;
        }

        var text = new JsonScanner(json);
        var fault = _judge.Judge(ref text, json, out var start);
        place = start..text.At;
        return IsAtEnd(ref text) ? fault : ReadFault.NotJson;
    }

    private ReadFault FindElements(ReadOnlySpan<byte> json)
    {
        if (!Utf8.IsValid(json))
        {
            return ReadFault.NotJson;
        }

        var text = new JsonScanner(json);
        if (text.Peek() != '[')
        {
            return _judge.Judge(ref text, json, out _) == ReadFault.NotJson || !IsAtEnd(ref text) ? ReadFault.NotJson : ReadFault.NotAnArray;
        }

        text.Pass();
        if (text.Peek() != ']')
        {
            var fault = FindElements(ref text, json);
            if (fault != ReadFault.None)
            {
                return fault;
            }
        }

        text.Pass();
        return IsAtEnd(ref text) ? ReadFault.None : ReadFault.NotJson;
    }

    // From the first element to the bracket behind the last.
    private ReadFault FindElements(ref JsonScanner text, ReadOnlySpan<byte> json)
    {
        while (true)
        {
            if (_elements.Count == RequestLimits.BatchEvents)
            {
                return ReadFault.TooManyEvents;
            }

            var fault = _judge.Judge(ref text, json, out var start);
            if (fault == ReadFault.NotJson)
            {
                return fault;
            }

            _elements.Add(new ElementSlice(start..text.At, fault));
            switch (text.Peek())
            {
                case (byte)',':
                    text.Pass();
                    break;
                case (byte)']':
                    return ReadFault.None;
                default:
                    return ReadFault.NotJson;
            }
        }
    }

    private static bool IsAtEnd(ref JsonScanner text)
    {
        text.Peek();
        return text.IsAtEnd;
    }

    private readonly record struct ElementSlice(Range Place, ReadFault Fault);
}
