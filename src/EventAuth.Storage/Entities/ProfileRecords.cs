namespace EventAuth.Storage.Entities;

/// <summary>A customer. When it was last seen follows from its events.</summary>
public sealed class ProfileRecord
{
    public long Id { get; set; }
    public required string Uuid { get; set; }
    public string? Email { get; set; }
    public bool EmailProven { get; set; }
    public string? CustomId { get; set; }
    public bool CustomIdProven { get; set; }

    /// <summary>A JSON object of scalars.</summary>
    public required string Attributes { get; set; }

    /// <summary>The names of the attributes that came without proof, as a JSON array; null when there is none.</summary>
    public string? Unproven { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The profile that this one became part of; its events stay its own and are read with that one's.</summary>
    public long? MergedInto { get; set; }
}

/// <summary>To whom an identifier belongs now.</summary>
public sealed class IdentifierRecord
{
    public IdentifierKind Kind { get; set; }

    /// <summary>The form in which identifiers of the kind are compared.</summary>
    public required string Value { get; set; }

    public long ProfileId { get; set; }

    /// <summary>Whether it came with proof: see <see cref="ProfileLinkExtensions.IsProven"/>.</summary>
    public bool Proven { get; set; }
}

/// <summary>One entry of the history of who got which identifier by which event. Append-only.</summary>
public sealed class ProfileLinkRecord
{
    public long Id { get; set; }
    public long ProfileId { get; set; }
    public IdentifierKind Kind { get; set; }
    public required string Value { get; set; }
    public Guid EventId { get; set; }
    public DateTimeOffset LinkedAt { get; set; }
    public LinkProof Proof { get; set; }
}

/// <summary>Says that tokens which name a customer count no more, if they were issued by a certain moment.</summary>
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
public sealed class ErasureRecord
{
    /// <summary>The profile that was deleted. Those that became part of it still name it until they are erased too.</summary>
    public long ProfileId { get; set; }

    /// <summary>The last event there was. What came later is not this customer's, even under the same identifiers.</summary>
    public long LastEvent { get; set; }
}
