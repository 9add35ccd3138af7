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

    /// <summary>The profile that this one was merged into; its events stay its own and are read with that one's.</summary>
    public long? MergedInto { get; set; }
}
