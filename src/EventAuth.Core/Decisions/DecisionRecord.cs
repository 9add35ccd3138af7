namespace EventAuth.Core.Decisions;

/// <summary>A verdict that was recorded.</summary>
/// <param name="Id">Grows with each record.</param>
/// <param name="Time">When the event was received, in UTC.</param>
/// <param name="Action">The event's name, or null where it had none that is valid.</param>
/// <param name="Reason">The rule that decided.</param>
/// <param name="Cause">More about a rejection, for the operator only: a token failure, the fields of a bad event.</param>
/// <param name="Count">How many events this record stands for: more than one for a batch with an invalid token.</param>
/// <param name="PolicyVersion">The policy that decided.</param>
/// <param name="CertificateId">The certificate with which a token was verified, or null.</param>
/// <param name="EventId">The stored event, or null for a rejection.</param>
public sealed record DecisionRecord(
    long Id,
    DateTimeOffset Time,
    string? Action,
    DecisionReason Reason,
    string? Cause,
    int Count,
    int PolicyVersion,
    string? CertificateId,
    Guid? EventId);

/// <summary>Which records to read.</summary>
/// <param name="Accepted">Only accepted, only rejected, or both.</param>
/// <param name="Action">Only this event.</param>
/// <param name="Reason">Only this reason.</param>
/// <param name="Since">Only received at or after.</param>
public sealed record DecisionFilter(bool? Accepted = null, string? Action = null, DecisionReason? Reason = null, DateTimeOffset? Since = null);

/// <summary>Reads recorded verdicts.</summary>
public interface IDecisionReader
{
    /// <summary>Records below an id (all, when null), newest first.</summary>
    Task<IReadOnlyList<DecisionRecord>> ReadAsync(DecisionFilter filter, long? beforeId, int limit, CancellationToken cancellation);

    /// <summary>One record, or null.</summary>
    Task<DecisionRecord?> FindAsync(long id, CancellationToken cancellation);

    /// <summary>The record of an accepted event, or null: a deleted customer's events have no id any more.</summary>
    Task<DecisionRecord?> FindByEventAsync(Guid eventId, CancellationToken cancellation);
}
