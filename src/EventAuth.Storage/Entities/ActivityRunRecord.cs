namespace EventAuth.Storage.Entities;

/// <summary>A run of activities that is complete. Events after the last run's are found by looking through them.</summary>
public sealed class ActivityRunRecord
{
    /// <summary>Its number, from 1.</summary>
    public long Run { get; set; }

    /// <summary>It and the runs before it hold all accepted events up to this id.</summary>
    public long LastEvent { get; set; }
}
