namespace EventAuth.Core.Audit;

/// <summary>
/// A part of the trail. Storage reads a bounded number of entries for one, so it can hold fewer than were asked for, or none, and
/// still go on.
/// </summary>
/// <param name="Entries">The entries, newest first.</param>
/// <param name="Next">All that follow are below this number; null where nothing follows.</param>
public sealed record AuditPart(IReadOnlyList<AuditEntry> Entries, long? Next);
