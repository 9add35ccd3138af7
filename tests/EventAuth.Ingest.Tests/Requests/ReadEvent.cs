using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Ingest.Requests;
using EventAuth.Ingest.Responses;
using EventAuth.Testing;

namespace EventAuth.Ingest.Tests.Requests;

/// <summary>What the reader made of an event, with the event in plain strings where it was sound.</summary>
internal sealed record ReadEvent(ReadFault Fault, PlainEvent? Entry, EventName? Action, IReadOnlyList<ProblemError> Errors)
{
    public static ReadEvent Of(EventReading reading, JournalEntry entry) =>
        new(reading.Fault, reading.IsSound ? PlainEvent.Of(entry) : null, reading.Action, reading.Errors);
}

/// <summary>What the reader made of a batch.</summary>
internal sealed record ReadBatch(ReadFault Fault, IReadOnlyList<ReadEvent> Events);
