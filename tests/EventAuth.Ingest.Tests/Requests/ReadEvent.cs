using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;
using EventAuth.Testing;

namespace EventAuth.Ingest.Tests.Requests;

/// <summary>The result of reading an event, with the event in plain strings if it was valid.</summary>
internal sealed record ReadEvent(ReadFault Fault, PlainEvent? Entry, EventName? Action, IReadOnlyList<ProblemError> Errors)
{
    public static ReadEvent Of(EventReading reading, JournalEntry entry) =>
        new(reading.Fault, reading.IsSound ? PlainEvent.Of(entry) : null, reading.Action, reading.Errors);
}

/// <summary>The result of reading a batch.</summary>
internal sealed record ReadBatch(ReadFault Fault, IReadOnlyList<ReadEvent> Events);
