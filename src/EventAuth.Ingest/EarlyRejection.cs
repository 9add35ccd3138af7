using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Ingest.Requests;

namespace EventAuth.Ingest;

/// <summary>What was rejected before the journal could decide, and for what.</summary>
/// <param name="Reason">A reason that rejects.</param>
/// <param name="Action">The event's name where it was valid.</param>
/// <param name="Cause">For the operator; nothing that was sent.</param>
/// <param name="Count">How many events it stands for.</param>
internal readonly record struct EarlyRejection(DecisionReason Reason, EventName? Action, string Cause, int Count = 1)
{
    /// <summary>The rejection of an event that could not be read.</summary>
    public static EarlyRejection Of(in EventReading reading) => reading.Fault == ReadFault.None
        ? new(DecisionReason.InvalidEvent, reading.Action, RejectionCause.Of(reading.Errors))
        : new(DecisionReason.MalformedJson, null, reading.Flaw.ToCause());

    /// <summary>How long the token had expired, in seconds; null for any other cause.</summary>
    public long? ExpiredSeconds { get; init; }
}
