namespace EventAuth.Storage.Entities;

/// <summary>One version of the policy. Append-only; the primary key is the optimistic lock.</summary>
[PrimaryKey(nameof(Version))]
public sealed class PolicyRevisionRecord
{
    public int Version { get; set; }

    /// <summary>A JSON array of event names; so are the two below.</summary>
    public required string AnonymousWithoutJwt { get; set; }

    public required string UpdateWithoutJwt { get; set; }
    public required string UpdateWithJwt { get; set; }
    public string? CertificateId { get; set; }
    public CertificateRecord? Certificate { get; set; }
    public required string AppliedBy { get; set; }
    public DateTimeOffset AppliedAt { get; set; }
    public string? Comment { get; set; }
}

/// <summary>A certificate as it was defined. Append-only.</summary>
public sealed class CertificateRecord
{
    public required string Id { get; set; }
    public required string Pem { get; set; }
    public required string Sha256 { get; set; }
    public int KeySize { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public required string CreatedBy { get; set; }
}
