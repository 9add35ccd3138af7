using System.Text.Unicode;
using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Ingest.Limits;

namespace EventAuth.Ingest.Requests;

/// <summary>Reads bodies, single events and batches. Reused for one request after another; it keeps its memory.</summary>
internal sealed class EventRequestReader
{
    private readonly JsonValidator _validator = new();
    private readonly EventFields _fields = new();
    private readonly List<ElementSlice> _elements = [];

    // Where the fault of the body is.
    private JsonStop _stop;

    /// <summary>Reads one JSON object. Whatever the bytes are, it returns a reading and does not throw.</summary>
    /// <param name="pathAction">The action that the path stands for; the default if it stands for none.</param>
    public EventReading ReadEvent(
        Memory<byte> body, bool hasToken, DateTimeOffset receivedAt, JournalEntry entry, EventName pathAction = default)
    {
        var fault = FindEvent(body.Span, out var place);
        return fault == ReadFault.None
            ? _fields.Read(body[place], hasToken, receivedAt, int.MaxValue, entry, pathAction)
            : Explain(body.Span, fault);
    }

    /// <summary>Begins with an array of events: validates the whole and finds each event. Problems in one affect only that one.</summary>
    /// <param name="count">How many events there are; 0 with a fault.</param>
    public ReadFault OpenBatch(Memory<byte> body, out int count)
    {
        _elements.Clear();
        var fault = FindElements(body.Span);
        count = fault == ReadFault.None ? _elements.Count : 0;
        return fault;
    }

    /// <summary>Says what is wrong with a body that was found to be malformed.</summary>
    public EventReading Explain(ReadOnlySpan<byte> body, ReadFault fault)
    {
        var (flaw, at) = fault.ToFlaw() is { } known ? (known, _stop.At) : JsonFlawFinder.Find(body, _stop);
        return EventReading.Failed(fault, new LineCounter().PlaceOf(flaw, body, at), body[at..]);
    }

    /// <summary>Reads one event of the batch that was opened.</summary>
    /// <param name="index">Its place, from 0.</param>
    public EventReading ReadElement(
        Memory<byte> body, int index, bool hasToken, DateTimeOffset receivedAt, int mostErrors, JournalEntry entry)
    {
        var (place, fault, flaw) = _elements[index];
        return fault switch
        {
            ReadFault.None => _fields.Read(body[place], hasToken, receivedAt, mostErrors, entry),

            // Well-formed, but not an event.
            ReadFault.NotAnObject => new EventReading(ReadFault.None, null, [fault.ToError(flaw, body.Span[place])]),
            _ => EventReading.Failed(fault, flaw, body.Span[place]),
        };
    }

    private ReadFault FindEvent(ReadOnlySpan<byte> json, out Range place)
    {
        var start = JsonTokens.PassBlanks(json, 0);
        var end = start;
        var fault = Utf8.IsValid(json) ? _validator.Validate(json, ref end) : ReadFault.NotJson;
        _stop = _validator.Stop;
        place = fault == ReadFault.NotJson ? default : start..end;
        return fault == ReadFault.NotJson ? fault : CheckEnd(json, end, fault);
    }

    private ReadFault FindElements(ReadOnlySpan<byte> json)
    {
        var at = JsonTokens.PassBlanks(json, 0);
        if (JsonTokens.At(json, at) != '[')
        {
            if (FindEvent(json, out _) == ReadFault.NotJson)
            {
                return ReadFault.NotJson;
            }

            _stop = new JsonStop(at, JsonExpected.Value);
            return ReadFault.NotAnArray;
        }

        if (!Utf8.IsValid(json))
        {
            return ReadFault.NotJson;
        }

        at = JsonTokens.PassBlanks(json, at + 1);
        var fault = JsonTokens.At(json, at) == ']' ? ReadFault.None : FindElements(json, ref at);
        return fault == ReadFault.None ? CheckEnd(json, at + 1, fault) : fault;
    }

    // From the first element to the bracket after the last.
    private ReadFault FindElements(ReadOnlySpan<byte> json, ref int at)
    {
        var lines = new LineCounter();
        while (true)
        {
            if (_elements.Count == RequestLimits.BatchEvents)
            {
                return ReadFault.TooMany;
            }

            var start = at;
            var fault = _validator.Validate(json, ref at);
            if (fault == ReadFault.NotJson)
            {
                _stop = _validator.Stop;
                return fault;
            }

            // Done now, because the texts of an event are changed in place when it is read.
            var flaw = fault.ToFlaw() is { } known ? lines.PlaceOf(known, json, _validator.Stop.At) : default;
            _elements.Add(new ElementSlice(start..at, fault, flaw));
            at = JsonTokens.PassBlanks(json, at);
            var next = JsonTokens.At(json, at);
            if (next != ',')
            {
                _stop = new JsonStop(at, JsonExpected.Separator);
                return next == ']' ? ReadFault.None : ReadFault.NotJson;
            }

            at = JsonTokens.PassBlanks(json, at + 1);
        }
    }

    // The fault of the value that ends here; if more follows, of the whole.
    private ReadFault CheckEnd(ReadOnlySpan<byte> json, int at, ReadFault fault)
    {
        at = JsonTokens.PassBlanks(json, at);
        if (at == json.Length)
        {
            return fault;
        }

        _stop = new JsonStop(at, JsonExpected.End);
        return ReadFault.NotJson;
    }

    private readonly record struct ElementSlice(Range Place, ReadFault Fault, JsonFlawPlace Flaw);
}
