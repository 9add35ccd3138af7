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

    /// <summary>The greatest id; 0 for none. Later records have greater ones.</summary>
    Task<long> LastIdAsync(CancellationToken cancellation);

    /// <summary>What a version decided since, with larger ids than this one.</summary>
    Task<VersionTally> TallyAsync(int policyVersion, long afterId, CancellationToken cancellation);

    /// <summary>The content of a rejected event, as JSON; null if it is not kept (<see cref="RejectionDetails.HasPayload"/>).</summary>
    Task<string?> ReadPayloadAsync(long id, CancellationToken cancellation);
}
