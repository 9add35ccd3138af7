using System.Linq.Expressions;
using EventAuth.Storage.Audit;

namespace EventAuth.Storage.Decisions;

/// <summary>Reads recorded verdicts.</summary>
internal sealed class DecisionReader(
    IDbContextFactory<EventAuthDbContext> contexts, AuditRecorder hashes, IRejectedPayloads payloads) : IDecisionReader
{
    public async Task<DecisionPage> ReadPageAsync(DecisionFilter filter, long? beforeId, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var below = beforeId ?? long.MaxValue;

        // One more than asked for, if there is one: the sign that the list goes on.
        var (rows, reached) = filter.Customer is { } customer
            ? await new CustomerDecisions(context, hashes, filter).FindAsync(customer, below, limit + 1, cancellation)
            : await new DecisionSearch(context, filter, limit + 1).FindAsync(below, cancellation);
        IReadOnlyList<DecisionRecord> records = [.. rows.Take(limit)];
        return new DecisionPage(records, rows.Count > limit ? records[^1].Id : reached > 0 ? reached : null);
    }

    public Task<DecisionRecord?> FindAsync(long id, CancellationToken cancellation) => FindAsync(row => row.Id == id, cancellation);

    public Task<DecisionRecord?> FindByEventAsync(Guid eventId, CancellationToken cancellation) =>
        FindAsync(row => row.EventId == eventId, cancellation);

    public async Task<long> LastIdAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Events.MaxAsync(row => (long?)row.Id, cancellation) ?? 0;
    }

    public async Task<string?> ReadPayloadAsync(long id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var payload = await context.Rejections.Where(row => row.Id == id).Select(row => row.Payload).SingleOrDefaultAsync(cancellation);
        return payload is null ? null : payloads.Unprotect(payload);
    }

    private async Task<DecisionRecord?> FindAsync(Expression<Func<EventRecord, bool>> condition, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Events.Where(condition).Where(DecisionRows.IsReadable).ToRecords(context).SingleOrDefaultAsync(cancellation);
    }
}
