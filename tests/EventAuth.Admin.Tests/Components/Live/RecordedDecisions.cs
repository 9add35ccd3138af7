using EventAuth.Core.Decisions;

namespace EventAuth.Admin.Tests.Components.Live;

/// <summary>Decisions as a test wants them recorded, with everything that storage may know about them; and a storage that fails on request.</summary>
internal sealed class RecordedDecisions : IDecisionReader
{
    private readonly List<DecisionRecord> _records = [];

    /// <summary>Whether storage fails.</summary>
    public bool Fails { get; set; }

    /// <summary>The stored content of rejected events.</summary>
    public string? Payload { get; set; }

    /// <summary>The requested filters, in order.</summary>
    public List<DecisionFilter> Asked { get; } = [];

    /// <summary>Records one.</summary>
    public DecisionRecord Add(DecisionReason reason, string action = "page.visit", int count = 1)
    {
        var record = new DecisionRecord(_records.Count + 1, DateTimeOffset.UnixEpoch.AddYears(56), action, reason, null, count, 1, null, null);
        _records.Add(record);
        return record;
    }

    /// <summary>Records this many of the same kind.</summary>
    public void AddMany(int count, DecisionReason reason = DecisionReason.AnonymousListEmpty)
    {
        for (var i = 0; i < count; i++)
        {
            Add(reason);
        }
    }

    /// <summary>Adds details to a recorded one.</summary>
    public void Tell(DecisionRecord record) => _records[(int)record.Id - 1] = record;

    public Task<DecisionPage> ReadPageAsync(DecisionFilter filter, long? beforeId, int limit, CancellationToken cancellation)
    {
        Asked.Add(filter);
        DecisionRecord[] found =
        [
            .. _records.AsEnumerable().Reverse()
                .Where(record => record.Id > filter.AfterId && record.Id < (beforeId ?? long.MaxValue))
                .Where(record => filter.Accepted is not { } accepted || record.Reason.Accepts() == accepted)
                .Where(record => filter.Action is not { } action || record.Action == action)
                .Where(record => filter.Until is not { } until || record.Time < until)
                .Take(limit + 1),
        ];
        return Answer(new DecisionPage([.. found.Take(limit)], found.Length > limit ? found[limit - 1].Id : null));
    }

    public Task<DecisionRecord?> FindAsync(long id, CancellationToken cancellation) => Answer(_records.SingleOrDefault(record => record.Id == id));

    public Task<DecisionRecord?> FindByEventAsync(Guid eventId, CancellationToken cancellation) => Answer<DecisionRecord?>(null);

    public Task<long> LastIdAsync(CancellationToken cancellation) => Answer((long)_records.Count);

    public Task<VersionTally> TallyAsync(int policyVersion, long afterId, CancellationToken cancellation) =>
        Answer(new VersionTally(0, 0, _records.Count));

    public Task<string?> ReadPayloadAsync(long id, CancellationToken cancellation) => Answer(Payload);

    private Task<T> Answer<T>(T answer) => Fails ? Task.FromException<T>(new IOException("The disk is gone.")) : Task.FromResult(answer);
}
