namespace EventAuth.Core.Decisions;

/// <summary>Reads recorded verdicts.</summary>
public interface IDecisionReader
{
    /// <summary>Records below an id (of all, when null), newest first, as many as asked for at most.</summary>
    Task<DecisionPage> ReadPageAsync(DecisionFilter filter, long? beforeId, int limit, CancellationToken cancellation);

    /// <summary>One record, or null.</summary>
    Task<DecisionRecord?> FindAsync(long id, CancellationToken cancellation);

    /// <summary>The record of an accepted event, or null: a deleted customer's events have no id any more.</summary>
    Task<DecisionRecord?> FindByEventAsync(Guid eventId, CancellationToken cancellation);

    /// <summary>The greatest id there is; 0 for none. What comes later has a greater one.</summary>
    Task<long> LastIdAsync(CancellationToken cancellation);

    /// <summary>What a rejected event brought, as JSON; null where it is not kept (<see cref="RejectionDetails.HasPayload"/>).</summary>
    Task<string?> ReadPayloadAsync(long id, CancellationToken cancellation);
}
