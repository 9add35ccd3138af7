using EventAuth.Core.Audit;
using EventAuth.Storage.Entities;

namespace EventAuth.Storage.Audit;

/// <summary>Between entries and the rows that keep them.</summary>
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
}
