namespace EventAuth.Storage.Entities;

/// <summary>
/// A customer who was deleted and of whom something is still to be erased: with this row the profile is gone for everybody, without
/// it also from the files.
/// </summary>
public sealed class ErasureRecord
{
    /// <summary>The profile that was deleted. Those that became part of it still name it until they are erased too.</summary>
    public long ProfileId { get; set; }

    /// <summary>The last event there was. What came later is not this customer's, even under the same identifiers.</summary>
    public long LastEvent { get; set; }
}
