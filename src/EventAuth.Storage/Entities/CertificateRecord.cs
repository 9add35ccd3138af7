namespace EventAuth.Storage.Entities;

/// <summary>A certificate as it was defined once. Append-only.</summary>
public sealed class CertificateRecord
{
    public required string Id { get; set; }

    public required string Pem { get; set; }

    public required string Sha256 { get; set; }

    public int KeySize { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public required string CreatedBy { get; set; }
}
