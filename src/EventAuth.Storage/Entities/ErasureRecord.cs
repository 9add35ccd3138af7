namespace EventAuth.Storage.Entities;

/// <summary>Ends tokens that name a customer and were issued by a certain moment.</summary>
[PrimaryKey(nameof(Identifier))]
public sealed class TokenEndRecord
{
    /// <summary>A keyed hash of the identifier: it stays after the customer was deleted, and reveals nothing about them.</summary>
    public required byte[] Identifier { get; set; }

    /// <summary>The moment.</summary>
    public DateTimeOffset EndedAt { get; set; }
}

/// <summary>
/// A deleted customer whose data is not completely erased yet: with this row the profile is gone for everybody; when the row is gone,
/// it is erased from the files, too.
/// </summary>
[PrimaryKey(nameof(ProfileId))]
public sealed class ErasureRecord
{
    /// <summary>The profile that was deleted. Those that were merged into it still name it until they are erased too.</summary>
    public long ProfileId { get; set; }

    /// <summary>The last event at that time. Later ones are not this customer's, even with the same identifiers.</summary>
    public long LastEvent { get; set; }
}

/// <summary>
/// That a customer with an identifier was deleted. It is never removed, so that no older backup brings the customer back:
/// docs/operations.md.
/// </summary>
[PrimaryKey(nameof(Identifier))]
public sealed class ErasedIdentifierRecord
{
    /// <summary>Of <see cref="AuditKey.HashOfErased"/>; the key is outside the database.</summary>
    public required byte[] Identifier { get; set; }

    /// <summary>When a customer with it was deleted last.</summary>
    public DateTimeOffset ErasedAt { get; set; }
}
