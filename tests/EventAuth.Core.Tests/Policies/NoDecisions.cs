using EventAuth.Core.Decisions;

namespace EventAuth.Core.Tests.Policies;

/// <summary>A record without any decision.</summary>
internal sealed class NoDecisions : IDecisionReader
{
    /// <summary>The greatest id that was ever given.</summary>
    public long LastId { get; init; }

    public Task<DecisionPage> ReadPageAsync(DecisionFilter filter, long? beforeId, int limit, CancellationToken cancellation) =>
        Task.FromResult(new DecisionPage([], null));

    public Task<DecisionRecord?> FindAsync(long id, CancellationToken cancellation) => Task.FromResult<DecisionRecord?>(null);

    public Task<DecisionRecord?> FindByEventAsync(Guid eventId, CancellationToken cancellation) => Task.FromResult<DecisionRecord?>(null);

    public Task<long> LastIdAsync(CancellationToken cancellation) => Task.FromResult(LastId);

    public Task<VersionTally> TallyAsync(int policyVersion, long afterId, CancellationToken cancellation) => Task.FromResult(default(VersionTally));

    public Task<string?> ReadPayloadAsync(long id, CancellationToken cancellation) => Task.FromResult<string?>(null);
}
