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
        var start = JsonTokens.PassBlanks(json, 0);
        var end = start;
        var fault = Utf8.IsValid(json) ? _judge.Judge(json, ref end) : ReadFault.NotJson;
        place = fault == ReadFault.NotJson ? default : start..end;
        return fault == ReadFault.NotJson || !IsEnd(json, end) ? ReadFault.NotJson : fault;
    }

    private ReadFault FindElements(ReadOnlySpan<byte> json)
    {
        var at = JsonTokens.PassBlanks(json, 0);
        if (JsonTokens.At(json, at) != '[')
        {
            return FindEvent(json, out _) == ReadFault.NotJson ? ReadFault.NotJson : ReadFault.NotAnArray;
        }

        at = JsonTokens.PassBlanks(json, at + 1);
        var fault = Utf8.IsValid(json) ? ReadFault.None : ReadFault.NotJson;
        if (fault == ReadFault.None && JsonTokens.At(json, at) != ']')
        {
            fault = FindElements(json, ref at);
        }

        return fault == ReadFault.None && !IsEnd(json, at + 1) ? ReadFault.NotJson : fault;
    }

    // From the first element to the bracket behind the last.
    private ReadFault FindElements(ReadOnlySpan<byte> json, ref int at)
    {
        while (true)
        {
            if (_elements.Count == RequestLimits.BatchEvents)
            {
                return ReadFault.TooManyEvents;
            }

            var start = at;
            var fault = _judge.Judge(json, ref at);
            if (fault == ReadFault.NotJson)
            {
                return fault;
            }

            _elements.Add(new ElementSlice(start..at, fault));
            at = JsonTokens.PassBlanks(json, at);
            var next = JsonTokens.At(json, at);
            if (next != ',')
            {
                return next == ']' ? ReadFault.None : ReadFault.NotJson;
            }

            at = JsonTokens.PassBlanks(json, at + 1);
        }
    }

    private static bool IsEnd(ReadOnlySpan<byte> json, int at) => JsonTokens.PassBlanks(json, at) == json.Length;

    private readonly record struct ElementSlice(Range Place, ReadFault Fault);
}
