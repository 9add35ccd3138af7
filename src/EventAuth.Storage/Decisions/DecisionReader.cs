using System.Linq.Expressions;
using EventAuth.Core.Decisions;
using EventAuth.Storage.Database;
using EventAuth.Storage.Entities;
using Microsoft.EntityFrameworkCore;

namespace EventAuth.Storage.Decisions;

/// <summary>Reads recorded verdicts.</summary>
internal sealed class DecisionReader(IDbContextFactory<EventAuthDbContext> contexts) : IDecisionReader
{
    public async Task<IReadOnlyList<DecisionRecord>> ReadAsync(DecisionFilter filter, long? beforeId, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = context.Events.AsNoTracking();
        rows = beforeId is { } before ? rows.Where(row => row.Id < before) : rows;
        rows = filter.Accepted is { } accepted ? rows.Where(row => row.Reason < DecisionReason.JwtRequired == accepted) : rows;
        rows = filter.Action is { } action ? rows.Where(row => row.Action == action) : rows;
        rows = filter.Reason is { } reason ? rows.Where(row => row.Reason == reason) : rows;
        rows = filter.Since is { } since ? rows.Where(row => row.ReceivedAt >= since) : rows;
        rows = filter.Until is { } until ? rows.Where(row => row.ReceivedAt < until) : rows;
        rows = filter.CertificateId is { } certificate ? rows.Where(row => row.CertificateId == certificate) : rows;
        rows = rows.Where(row => row.Id > filter.AfterId);
        return await Records(rows.OrderByDescending(row => row.Id).Take(limit)).ToListAsync(cancellation);
    }

    public Task<DecisionRecord?> FindAsync(long id, CancellationToken cancellation) => FindAsync(row => row.Id == id, cancellation);

    public Task<DecisionRecord?> FindByEventAsync(Guid eventId, CancellationToken cancellation) => FindAsync(row => row.EventId == eventId, cancellation);

    public async Task<long> LastIdAsync(CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await context.Events.MaxAsync(row => (long?)row.Id, cancellation) ?? 0;
    }

    public Task<string?> ReadPayloadAsync(long id, CancellationToken cancellation) => Task.FromResult<string?>(null);

    private async Task<DecisionRecord?> FindAsync(Expression<Func<EventRecord, bool>> which, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        return await Records(context.Events.AsNoTracking().Where(which)).SingleOrDefaultAsync(cancellation);
    }

    private static IQueryable<DecisionRecord> Records(IQueryable<EventRecord> rows) => rows.Select(row => new DecisionRecord(
        row.Id, row.ReceivedAt, row.Action, row.Reason, row.Cause, row.Count, row.PolicyVersion, row.CertificateId, row.EventId));
}
