using EventAuth.Core.Decisions;
using EventAuth.Storage.Audit;
using EventAuth.Storage.Database;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Decisions;

/// <summary>Reads recorded verdicts.</summary>
internal sealed class DecisionReader(IDbContextFactory<EventAuthDbContext> contexts, AuditRecorder hashes, IRejectedPayloads payloads) : IDecisionReader
{
    public async Task<IReadOnlyList<DecisionRecord>> ReadAsync(DecisionFilter filter, long? beforeId, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var below = beforeId ?? long.MaxValue;
        var rows = filter.Customer is { } customer
            ? await new CustomerDecisions(context, hashes).FindAsync(customer, filter, below, limit, cancellation)
            : await new DecisionSearch(context, filter).FindAsync(below, limit, cancellation);
        return await DecisionRows.ToRecordsAsync(context, rows, cancellation);
    }

    public async Task<DecisionRecord?> FindAsync(long id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.Events.AsNoTracking().Where(row => row.Id == id).Where(DecisionRows.IsReadable).ToListAsync(cancellation);
        return (await DecisionRows.ToRecordsAsync(context, rows, cancellation)).SingleOrDefault();
    }

    public async Task<DecisionRecord?> FindByEventAsync(Guid eventId, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await context.Events.AsNoTracking().Where(row => row.EventId == eventId)
            .Where(DecisionRows.IsReadable).ToListAsync(cancellation);
        return (await DecisionRows.ToRecordsAsync(context, rows, cancellation)).SingleOrDefault();
    }

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
}
