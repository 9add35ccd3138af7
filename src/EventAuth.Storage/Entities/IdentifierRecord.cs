namespace EventAuth.Storage.Entities;

/// <summary>Which profile an identifier belongs to now.</summary>
[PrimaryKey(nameof(Kind), nameof(Value))]
[Index(nameof(ProfileId))]
public sealed class IdentifierRecord
{
    public IdentifierKind Kind { get; set; }

    /// <summary>The form in which identifiers of this kind are compared.</summary>
    public required string Value { get; set; }

    public long ProfileId { get; set; }

    /// <summary>Whether it came with proof: see <see cref="ProfileLinkExtensions.IsProven"/>.</summary>
    public bool Proven { get; set; }
}
