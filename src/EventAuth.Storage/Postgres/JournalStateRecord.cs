namespace EventAuth.Storage.Postgres;

/// <summary>
/// Where the journal stands; exactly one row. Whoever writes locks it first (<c>FOR UPDATE</c>), on whatever machine: so there is one
/// writer at a time, ids grow in the order of commits, and a number that changed says that somebody else wrote.
/// </summary>
public sealed class JournalStateRecord
{
    public int Id { get; set; } = 1;

    /// <summary>The id of the last event.</summary>
    public long LastEvent { get; set; }

    /// <summary>The id of the last profile; never one that was given before.</summary>
    public long LastProfile { get; set; }

    /// <summary>The id of the last entry of the history of identifiers.</summary>
    public long LastLink { get; set; }

    /// <summary>Counts the transactions that changed profiles, identifiers or what else a writer remembers.</summary>
    public long Writes { get; set; }

    /// <summary>Counts the changes of the catalogue that people made.</summary>
    public long CatalogChanges { get; set; }

    /// <summary>Counts the transactions of events that discovered names.</summary>
    public long Discoveries { get; set; }

    /// <summary>Counts the changes of whose tokens were ended.</summary>
    public long TokenEndChanges { get; set; }

    /// <summary>Counts the changes of who may do what, and of who is signed in.</summary>
    public long AccessChanges { get; set; }

    /// <summary>Follows from the key of the audit trail; a process with another key must not start. Null until it is there.</summary>
    public byte[]? AuditKeyCheck { get; set; }
}
