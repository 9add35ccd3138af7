using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Ingest.Responses;

namespace EventAuth.Ingest.Requests;

/// <summary>The result of reading one event.</summary>
/// <param name="Fault">Why it could not be read at all, or None.</param>
/// <param name="Action">Its name if that was valid, even with errors elsewhere.</param>
/// <param name="Errors">Everything that is wrong with it; empty for a valid one.</param>
internal readonly record struct EventReading(ReadFault Fault, EventName? Action, IReadOnlyList<ProblemError> Errors)
{
    /// <summary>Whether the event can go on: nothing is wrong with it.</summary>
    public bool IsSound => Fault == ReadFault.None && Errors.Count == 0;

    /// <summary>What is malformed, and where; only with a fault.</summary>
    public JsonFlawPlace Flaw { get; private init; }

    /// <summary>An event, or a whole body, that could not be read at all.</summary>
    /// <param name="found">The body from that place on.</param>
    public static EventReading Failed(ReadFault fault, JsonFlawPlace flaw, ReadOnlySpan<byte> found) =>
        new(fault, null, [fault.ToError(flaw, found)]) { Flaw = flaw };
}
