namespace EventAuth.Storage.Entities;

/// <summary>
/// One row for each verdict. An accepted event has a profile, an id and a content, until its customer is deleted; a rejected one has none.
/// </summary>
public sealed class EventRecord
{
    public long Id { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }
    public DecisionReason Reason { get; set; }
    public string? Cause { get; set; }

    /// <summary>Who sent it, where it came to a decision. Such rows are counted from here; others when they were rejected.</summary>
    public CustomerState? Customer { get; set; }

    /// <summary>How many events the row stands for; more than one for a batch with an invalid token, and in floods of rejections.</summary>
    public int Count { get; set; }

    public string? Action { get; set; }
    public int PolicyVersion { get; set; }
    public string? CertificateId { get; set; }
    public Guid? EventId { get; set; }
    public long? ProfileId { get; set; }
    public string? Label { get; set; }
    public DateTimeOffset? Time { get; set; }
    public DateTimeOffset? OriginalTime { get; set; }
    public string? Params { get; set; }
    public bool ProfileUpdated { get; set; }
    public bool Conflict { get; set; }

    /// <summary>The names of the customer data that was not kept, as a JSON array; null when there is none.</summary>
    public string? NotKept { get; set; }
}

/// <summary>What else is known of a rejected event. Whose it was is kept as hashes only, under a key outside the database.</summary>
public sealed class RejectionRecord
{
    /// <summary>The id of the row among the events.</summary>
    public long Id { get; set; }

    public byte[]? UuidHash { get; set; }
    public byte[]? EmailHash { get; set; }
    public byte[]? CustomIdHash { get; set; }
    public string? Origin { get; set; }
    public string? Sdk { get; set; }
    public long? ExpiredSeconds { get; set; }

    /// <summary>What was sent, encrypted; null where it is not kept, or not any more.</summary>
    public byte[]? Payload { get; set; }
}

/// <summary>
/// Says which activities a profile has, in the order in which they are read. Written in runs: what came in is collected, sorted by profile
/// and appended, so that each profile's entries lie together within a run and writing them touches only the end of the table.
/// </summary>
public sealed class ActivityRecord
{
    /// <summary>The run, from 1. Counts only once it stands in <see cref="ActivityRunRecord"/>.</summary>
    public long Run { get; set; }

    public long ProfileId { get; set; }
    public DateTimeOffset Time { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }
    public Guid EventId { get; set; }
}

/// <summary>A run of activities that is complete. Events after the last run's are found by looking through them.</summary>
public sealed class ActivityRunRecord
{
    /// <summary>Its number, from 1.</summary>
    public long Run { get; set; }

    /// <summary>It and the runs before it hold all accepted events up to this id.</summary>
    public long LastEvent { get; set; }
}

/// <summary>A token that was good for one request and was used. Kept by expiry, so that what expired lies together at the front.</summary>
public sealed class UsedTokenRecord
{
    /// <summary>The token's <c>exp</c>, in seconds since 1970.</summary>
    public long Expires { get; set; }

    /// <summary>SHA-256 of its <c>jti</c>, in lower-case hex.</summary>
    public required string TokenId { get; set; }
}
