namespace EventAuth.Storage.Audit;

/// <summary>Converts between entries and their rows.</summary>
internal static class AuditRows
{
    public static AuditRecord ToRow(AuditEntry entry) => new()
    {
        Number = entry.Number,
        Time = entry.Time,
        Who = entry.Who,
        Origin = entry.Origin,
        Action = entry.Action,
        Subject = entry.Subject,
        Before = entry.Before,
        After = entry.After,
        Previous = entry.Previous.ToArray(),
        Hash = entry.Hash.ToArray(),
    };

    public static AuditEntry ToEntry(AuditRecord row) =>
        new(row.Number, row.Time, row.Who, row.Origin, row.Action, row.Subject, row.Before, row.After, row.Previous, row.Hash);

    /// <summary>The last entry of the trail.</summary>
    public static async Task<AuditHead> ReadHeadAsync(EventAuthDbContext context, CancellationToken cancellation)
    {
        var last = await context.AuditEntries.AsNoTracking()
            .OrderByDescending(row => row.Number)
            .Select(row => new { row.Number, row.Hash })
            .FirstOrDefaultAsync(cancellation);
        return last is null ? AuditHead.None : new AuditHead(last.Number, Convert.ToHexStringLower(last.Hash));
    }

    /// <summary>Whether the trail has, or once ended with, an entry.</summary>
    public static async Task<bool> ContainsAsync(EventAuthDbContext context, AuditHead head, CancellationToken cancellation)
    {
        var hash = Convert.FromHexString(head.Hash);
        return head.Number == 0 || await context.AuditEntries.AnyAsync(row => row.Number == head.Number && row.Hash == hash, cancellation);
    }
}
