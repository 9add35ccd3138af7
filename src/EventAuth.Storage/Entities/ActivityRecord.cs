namespace EventAuth.Storage.Entities;

/// <summary>
/// Says which activities a profile has, in the order in which they are read. Written in runs: what came in is collected, sorted by profile
/// and appended, so that each profile's entries lie together within a run and writing them touches only the end of the table.
/// </summary>
[PrimaryKey(nameof(Run), nameof(ProfileId), nameof(Time), nameof(ReceivedAt), nameof(EventId))]
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
[PrimaryKey(nameof(Run))]
public sealed class ActivityRunRecord
{
    /// <summary>Its number, from 1.</summary>
    public long Run { get; set; }

    /// <summary>It and the runs before it hold all accepted events up to this id.</summary>
    public long LastEvent { get; set; }
}
