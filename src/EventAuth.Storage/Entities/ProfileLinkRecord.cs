namespace EventAuth.Storage.Entities;

/// <summary>One entry of the history of who got which identifier by which event. Append-only.</summary>
[Index(nameof(ProfileId))]
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
