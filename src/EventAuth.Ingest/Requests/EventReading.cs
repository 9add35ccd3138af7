using EventAuth.Core.Policies;
using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest.Requests;

/// <summary>What became of reading one event.</summary>
/// <param name="Fault">Why it could not be taken at all, or None.</param>
/// <param name="Action">Its name where that was valid, errors elsewhere or not.</param>
/// <param name="Errors">Everything that is wrong with it; empty for a good one.</param>
internal readonly record struct EventReading(ReadFault Fault, EventName? Action, IReadOnlyList<FieldError> Errors)
{
    /// <summary>Whether the event can go on: nothing is wrong with it.</summary>
    public bool IsSound => Fault == ReadFault.None && Errors.Count == 0;

    /// <summary>An event that could not be taken at all.</summary>
    public static EventReading Failed(ReadFault fault) => new(fault, null, [fault.ToError()]);
}
