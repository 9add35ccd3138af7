namespace EventAuth.Storage.Entities;

/// <summary>
/// Says which activities a profile has, in the order of reading. Written in runs: new activities are collected, sorted by profile
/// and appended, so that each profile's entries are together within a run and writing them touches only the end of the table.
/// </summary>
[PrimaryKey(nameof(Run), nameof(ProfileId), nameof(Time), nameof(ReceivedAt), nameof(EventId))]
public sealed class ActivityRecord
{
    /// <summary>The run, from 1. It counts only when it is in <see cref="ActivityRunRecord"/>.</summary>
    public long Run { get; set; }

    public long ProfileId { get; set; }
    public DateTimeOffset Time { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }
    public Guid EventId { get; set; }
}

/// <summary>A complete run of activities. Events after the last run are searched one by one.</summary>
[PrimaryKey(nameof(Run))]
public sealed class ActivityRunRecord
{
    /// <summary>Its number, from 1.</summary>
    public long Run { get; set; }

    /// <summary>It and the runs before it contain all accepted events up to this id.</summary>
    public long LastEvent { get; set; }
}
