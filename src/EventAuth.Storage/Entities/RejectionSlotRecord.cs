namespace EventAuth.Storage.Entities;

/// <summary>How much of a slot of the file of rejections is in the counts by now.</summary>
public sealed class RejectionSlotRecord
{
    /// <summary>The file, by its id.</summary>
    public Guid File { get; set; }

    public int Slot { get; set; }

    public long Counted { get; set; }
}
