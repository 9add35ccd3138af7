using System.Runtime.CompilerServices;

namespace EventAuth.Storage.Audit;

/// <summary>Reads entries for people and programs. <see cref="AuditExamination"/> checks whether they are genuine.</summary>
internal sealed class AuditReader(IDbContextFactory<EventAuthDbContext> contexts, AuditRecorder recorder) : IAuditReader
{
    private const int PartSize = 500;

    /// <summary>How many entries are read for a part: attempts to sign in make entries, too.</summary>
    private const int MostLooked = 50_000;

    public AuditHead Head => recorder.Head;

    public async Task<IReadOnlyList<AuditEntry>> ReadBeforeAsync(
        AuditFilter filter, long? before, int limit, CancellationToken cancellation)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var rows = await Filtered(context, filter)
            .Where(row => before == null || row.Number < before)
            .OrderByDescending(row => row.Number)
            .Take(limit)
            .ToListAsync(cancellation);
        return [.. rows.Select(AuditRows.ToEntry)];
    }

    public async Task<AuditPart> ReadPartAsync(AuditFilter filter, long? before, int limit, CancellationToken cancellation)
    {
        // Entries are numbered without gaps.
        await using var context = await contexts.CreateDbContextAsync(cancellation);
        var last = await context.AuditEntries.MaxAsync(row => (long?)row.Number, cancellation) ?? 0;
        var below = Math.Min(before ?? long.MaxValue, 1 + last);
        var end = Math.Max(1, below - MostLooked);
        var rows = await Filtered(context, filter)
            .Where(row => row.Number < below && row.Number >= end)
            .OrderByDescending(row => row.Number)
            .Take(limit + 1)
            .ToListAsync(cancellation);
        var next = rows.Count > limit ? rows[limit - 1].Number : end > 1 ? end : (long?)null;
        return new AuditPart([.. rows.Take(limit).Select(AuditRows.ToEntry)], next);
    }

    public async IAsyncEnumerable<AuditEntry> ReadAllAsync(
        AuditFilter filter, long upTo, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var after = 0L;
        List<AuditRecord> part;
        do
        {
            // In parts: an open read would keep the log from being moved into the database for as long as the receiver takes.
            await using (var context = await contexts.CreateDbContextAsync(cancellation))
            {
                part = await Filtered(context, filter)
                    .Where(row => row.Number > after && row.Number <= upTo)
                    .OrderBy(row => row.Number)
                    .Take(PartSize)
                    .ToListAsync(cancellation);
            }

            foreach (var row in part)
            {
                yield return AuditRows.ToEntry(row);
                after = row.Number;
            }
        }
        while (part.Count == PartSize);
    }

    private static IQueryable<AuditRecord> Filtered(EventAuthDbContext context, AuditFilter filter)
    {
        var rows = context.AuditEntries.AsNoTracking();
        if (filter.Search.Length > 0)
        {
            var part = PatternOf(filter.Search);
            rows = rows.Where(row => EventAuthDbContext.Matches(row.Who, part) || EventAuthDbContext.Matches(row.Origin, part)
                || EventAuthDbContext.Matches(row.Action, part) || EventAuthDbContext.Matches(row.Subject, part)
                || EventAuthDbContext.Matches(row.Before, part) || EventAuthDbContext.Matches(row.After, part));
        }

        if (filter.Who.Length > 0)
        {
            var who = PatternOf(filter.Who);
            rows = rows.Where(row => EventAuthDbContext.Matches(row.Who, who));
        }

        rows = filter.Action is { Code: var code } ? rows.Where(row => row.Action == code) : rows;
        rows = filter.Since is { } since ? rows.Where(row => row.Time >= since) : rows;
        return filter.Until is { } until ? rows.Where(row => row.Time < until) : rows;
    }

    private static string PatternOf(string text) =>
        $"%{text.Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%";
}
