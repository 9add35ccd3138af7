using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest.Requests;

/// <summary>What became of reading one event.</summary>
/// <param name="Fault">Why it could not be taken at all, or None.</param>
/// <param name="Entry">The event, not yet authenticated; null with a fault or errors.</param>
/// <param name="Action">Its name where that was valid, errors elsewhere or not.</param>
/// <param name="Errors">Everything that is wrong with it.</param>
internal readonly record struct EventReading(ReadFault Fault, JournalEntry? Entry, EventName? Action, IReadOnlyList<FieldError> Errors)
{
    /// <summary>An event that could not be taken at all.</summary>
    public static EventReading Failed(ReadFault fault) => new(fault, null, null, [fault.ToError()]);
}
