namespace EventAuth.Core.Audit;

/// <summary>Which entries to look for.</summary>
/// <param name="Search">Part of any of their texts, ignoring the case of A–Z; empty for all.</param>
/// <param name="Who">Part of who did it; empty for all.</param>
/// <param name="Since">Only at or after.</param>
/// <param name="Until">Only before.</param>
public sealed record AuditFilter(
    string Search = "", string Who = "", AuditAction? Action = null, DateTimeOffset? Since = null, DateTimeOffset? Until = null)
{
    /// <summary>The longest text that can be searched for.</summary>
    public const int MaxTextLength = 200;
}

/// <summary>A part of the trail; it may have fewer entries than asked for, or none, before the end: one read is bounded.</summary>
/// <param name="Entries">The entries, newest first.</param>
/// <param name="Next">All that follow are below this number; null if nothing follows.</param>
public sealed record AuditPart(IReadOnlyList<AuditEntry> Entries, long? Next);
