namespace EventAuth.Storage.Entities;

/// <summary>Says that tokens which name a customer count no more, if they were issued by a certain moment.</summary>
[PrimaryKey(nameof(Identifier))]
public sealed class TokenEndRecord
{
    /// <summary>A keyed hash of the identifier: it stays after the customer was deleted, and tells nothing of them.</summary>
    public required byte[] Identifier { get; set; }

    /// <summary>The moment.</summary>
    public DateTimeOffset EndedAt { get; set; }
}

/// <summary>
/// A customer who was deleted and of whom something is still to be erased: with this row the profile is gone for everybody, without
/// it also from the files.
/// </summary>
[PrimaryKey(nameof(ProfileId))]
public sealed class ErasureRecord
{
    /// <summary>The profile that was deleted. Those that became part of it still name it until they are erased too.</summary>
    public long ProfileId { get; set; }

    /// <summary>The last event there was. What came later is not this customer's, even under the same identifiers.</summary>
    public long LastEvent { get; set; }
}
