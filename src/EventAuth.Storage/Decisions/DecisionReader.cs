using EventAuth.Storage.Audit;

namespace EventAuth.Storage.Decisions;

/// <summary>Reads recorded verdicts.</summary>
internal sealed class DecisionReader(
    IDbContextFactory<EventAuthDbContext> contexts, IDecisionRows decisions, AuditRecorder hashes, IRejectedPayloads payloads)
    : IDecisionReader
{
    public async Task<DecisionPage> ReadPageAsync(DecisionFilter filter, long? beforeId, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var below = beforeId ?? long.MaxValue;

        // One more than asked for, if there is one: the sign that the list goes on.
        var (rows, reached) = filter.Customer is { } customer
            ? await new CustomerDecisions(context, decisions, hashes, filter).FindAsync(customer, below, limit + 1, cancellation)
            : await decisions.FindAsync(context, filter, below, limit + 1, cancellation);
        IReadOnlyList<DecisionRecord> records = [.. rows.Take(limit)];
        return new DecisionPage(records, rows.Count > limit ? records[^1].Id : reached > 0 ? reached : null);
    }

    public async Task<DecisionRecord?> FindAsync(long id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await decisions.AroundAsync(context, id - 1, id + 1, cancellation);
        return await OneAsync(context, rows.Where(row => row.Id == id), cancellation);
    }

    public async Task<DecisionRecord?> FindByEventAsync(Guid eventId, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = decisions.AroundEvent(context, eventId);
        return await OneAsync(context, rows.Where(row => row.EventId == eventId), cancellation);
    }

    public async Task<long> LastIdAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await decisions.LastIdAsync(context, cancellation);
    }

    public async Task<VersionTally> TallyAsync(int policyVersion, long afterId, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var last = await decisions.LastIdAsync(context, cancellation);
        if (last <= afterId)
        {
            return new VersionTally(0, 0, afterId);
        }

        var rows = (await decisions.AroundAsync(context, afterId, last + 1, cancellation))
            .Where(row => row.Id > afterId && row.Id <= last && row.PolicyVersion == policyVersion);
        var counts = await rows.GroupBy(row => row.Reason)
            .Select(alike => new { Reason = alike.Key, Count = alike.Sum(row => (long)row.Count) }).ToListAsync(cancellation);
        return new VersionTally(
            counts.Sum(each => each.Count),
            counts.Where(each => DecisionReasonExtensions.OfLists.Contains(each.Reason)).Sum(each => each.Count),
            last);
    }

    public async Task<string?> ReadPayloadAsync(long id, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var payload = await context.Rejections.Where(row => row.Id == id).Select(row => row.Payload).SingleOrDefaultAsync(cancellation);
        return payload is null ? null : payloads.Unprotect(payload);
    }

    private static Task<DecisionRecord?> OneAsync(
        EventAuthDbContext context, IQueryable<EventRecord> rows, CancellationToken cancellation) =>
        rows.Where(DecisionRows.IsReadable).ToRecords(context).SingleOrDefaultAsync(cancellation);
}
