using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Requests;

namespace EventAuth.Ingest;

/// <summary>What was rejected before the journal could decide, and for what.</summary>
/// <param name="Reason">A reason that rejects.</param>
/// <param name="Action">The event's name where it was valid.</param>
/// <param name="Cause">For the operator; nothing that was sent.</param>
/// <param name="Count">How many events it stands for.</param>
internal readonly record struct EarlyRejection(DecisionReason Reason, EventName? Action, string Cause, int Count = 1)
{
    /// <summary>What the check of the token found; None where the token is not the cause.</summary>
    public TokenFailure Failure { get; init; }

    /// <summary>The rejection of an event that could not be read.</summary>
    public static EarlyRejection Of(in EventReading reading) => reading.Fault == ReadFault.None
        ? new(DecisionReason.InvalidEvent, reading.Action, RejectionCause.Of(reading.Errors))
        : new(DecisionReason.MalformedJson, null, reading.Flaw.ToCause());

    /// <summary>How long the token had expired, in seconds; null for any other cause.</summary>
    public long? ExpiredSeconds { get; init; }

    /// <summary>A request whose token was not taken.</summary>
    public static EarlyRejection Of(DecisionReason reason, EventName? action, in Sender sender, int count = 1) =>
        new(reason, action, sender.Failure.ToString(), count) { Failure = sender.Failure, ExpiredSeconds = sender.ExpiredSeconds };
}
