using System.Text.Unicode;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Ingest.Limits;

namespace EventAuth.Ingest.Requests;

/// <summary>Reads bodies, single events and batches. Used for one request after another; what it needs for that it keeps.</summary>
internal sealed class EventRequestReader
{
    private readonly JsonJudge _judge = new();
    private readonly EventFields _fields = new();
    private readonly List<ElementSlice> _elements = [];
    private JsonStop _stop;

    /// <summary>Reads one JSON object. Whatever the bytes, the answer is a reading and no exception.</summary>
    /// <param name="body">The whole body.</param>
    /// <inheritdoc cref="EventFields.Read" path="/param"/>
    public EventReading ReadEvent(Memory<byte> body, bool hasToken, DateTimeOffset receivedAt, JournalEntry entry)
    {
        var fault = FindEvent(body.Span, out var place, out var stop);
        return fault == ReadFault.None
            ? _fields.Read(body[place], hasToken, receivedAt, int.MaxValue, entry)
            : Fail(body.Span, fault, stop);
    }

    /// <summary>
    /// Begins with an array of events: judges the whole and finds where each event stands. What is wrong inside one event stays with it.
    /// </summary>
    /// <param name="body">The whole body.</param>
    /// <param name="count">How many events there are; 0 with a fault.</param>
    public ReadFault OpenBatch(Memory<byte> body, out int count)
    {
        _elements.Clear();
        var fault = FindElements(body.Span, out _stop);
        count = fault == ReadFault.None ? _elements.Count : 0;
        return fault;
    }

    /// <summary>Says what is wrong with the whole, after <see cref="OpenBatch"/> found that it is malformed.</summary>
    /// <param name="body">The same body.</param>
    /// <param name="fault">The fault.</param>
    public EventReading ExplainBatch(ReadOnlySpan<byte> body, ReadFault fault) => Fail(body, fault, _stop);

    /// <summary>Reads one event of the batch that was opened.</summary>
    /// <param name="body">The same body.</param>
    /// <param name="index">Its place, from 0.</param>
    /// <inheritdoc cref="EventFields.Read" path="/param"/>
    public EventReading ReadElement(
        Memory<byte> body, int index, bool hasToken, DateTimeOffset receivedAt, int mostErrors, JournalEntry entry)
    {
        var (place, fault, flaw) = _elements[index];
        return fault switch
        {
            ReadFault.None => _fields.Read(body[place], hasToken, receivedAt, mostErrors, entry),

            // Well-formed, but no event.
            ReadFault.NotAnObject => new EventReading(ReadFault.None, null, [fault.ToError(flaw, body.Span[place])]),
            _ => EventReading.Failed(fault, flaw, body.Span[place]),
        };
    }

    private static EventReading Fail(ReadOnlySpan<byte> json, ReadFault fault, JsonStop stop)
    {
        var (flaw, at) = fault == ReadFault.NotJson ? JsonFlawFinder.Find(json, stop) : (fault.ToFlaw(), stop.At);
        var (line, column) = new LineCounter().Find(json, at);
        return EventReading.Failed(fault, new JsonFlawPlace(flaw, line, column), json[at..]);
    }

    private ReadFault FindEvent(ReadOnlySpan<byte> json, out Range place, out JsonStop stop)
    {
        var start = JsonTokens.PassBlanks(json, 0);
        var end = start;
        var fault = Utf8.IsValid(json) ? _judge.Judge(json, ref end) : ReadFault.NotJson;
        stop = _judge.Stop;
        place = default;
        if (fault == ReadFault.NotJson)
        {
            return fault;
        }

        place = start..end;
        return EndOrStop(json, end, ref stop) ?? fault;
    }

    private ReadFault FindElements(ReadOnlySpan<byte> json, out JsonStop stop)
    {
        var at = JsonTokens.PassBlanks(json, 0);
        stop = new JsonStop(at, JsonExpected.Value);
        if (JsonTokens.At(json, at) != '[')
        {
            return FindEvent(json, out _, out stop) == ReadFault.NotJson ? ReadFault.NotJson : NotAnArray(at, out stop);
        }

        at = JsonTokens.PassBlanks(json, at + 1);
        var fault = Utf8.IsValid(json) ? ReadFault.None : ReadFault.NotJson;
        if (fault == ReadFault.None && JsonTokens.At(json, at) != ']')
        {
            fault = FindElements(json, ref at, ref stop);
        }

        return fault == ReadFault.None ? EndOrStop(json, at + 1, ref stop) ?? fault : fault;
    }

    // From the first element to the bracket behind the last.
    private ReadFault FindElements(ReadOnlySpan<byte> json, ref int at, ref JsonStop stop)
    {
        var lines = new LineCounter();
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
                stop = _judge.Stop;
                return fault;
            }

            // Now, because the texts of an event are changed in place when it is read.
            _elements.Add(new ElementSlice(start..at, fault, fault == ReadFault.None ? default : PlaceOf(fault, json, ref lines)));
            at = JsonTokens.PassBlanks(json, at);
            var next = JsonTokens.At(json, at);
            if (next != ',')
            {
                stop = new JsonStop(at, JsonExpected.Separator);
                return next == ']' ? ReadFault.None : ReadFault.NotJson;
            }

            at = JsonTokens.PassBlanks(json, at + 1);
        }
    }

    private JsonFlawPlace PlaceOf(ReadFault fault, ReadOnlySpan<byte> json, ref LineCounter lines)
    {
        var (line, column) = lines.Find(json, _judge.Stop.At);
        return new JsonFlawPlace(fault.ToFlaw(), line, column);
    }

    private static ReadFault NotAnArray(int at, out JsonStop stop)
    {
        stop = new JsonStop(at, JsonExpected.Value);
        return ReadFault.NotAnArray;
    }

    // Null where nothing follows.
    private static ReadFault? EndOrStop(ReadOnlySpan<byte> json, int at, ref JsonStop stop)
    {
        at = JsonTokens.PassBlanks(json, at);
        if (at == json.Length)
        {
            return null;
        }

        stop = new JsonStop(at, JsonExpected.End);
        return ReadFault.NotJson;
    }

    private readonly record struct ElementSlice(Range Place, ReadFault Fault, JsonFlawPlace Flaw);
}
