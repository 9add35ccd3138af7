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

/// <summary>Which records to read. All conditions hold together.</summary>
/// <param name="Accepted">Only accepted, only rejected, or both.</param>
/// <param name="Since">Only received at or after.</param>
public sealed record DecisionFilter(
    bool? Accepted = null, string? Action = null, DecisionReason? Reason = null, DateTimeOffset? Since = null)
{
    /// <summary>Only received before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only of this customer: a uuid, an e-mail or a customId, as it was sent. Rejected events are found by its hash.</summary>
    public string? Customer { get; init; }

    /// <summary>Only with this certificate in force.</summary>
    public string? CertificateId { get; init; }

    /// <summary>Only records above this id: what came since.</summary>
    public long AfterId { get; init; }
}

/// <summary>A part of the verdicts; with fewer than asked for, or none, it may still go on: what is read for one is bounded.</summary>
/// <param name="Records">The records, newest first.</param>
/// <param name="Next">All that follow are below this id; null where nothing follows.</param>
public sealed record DecisionPage(IReadOnlyList<DecisionRecord> Records, long? Next);
