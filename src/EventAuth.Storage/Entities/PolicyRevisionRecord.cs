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
    public PolicyMode Mode { get; set; }
    public OtherEvents OtherEvents { get; set; }

    /// <summary>A JSON array of objects, as in the HTTP contract.</summary>
    public required string Guarantees { get; set; }

    public string? CertificateId { get; set; }
    public CertificateRecord? Certificate { get; set; }
    public required string AppliedBy { get; set; }
    public DateTimeOffset AppliedAt { get; set; }
    public string? Comment { get; set; }
}

/// <summary>The change that is on trial: at most one row.</summary>
public sealed class PendingChangeRecord
{
    public const int OnlyId = 1;

    public int Id { get; set; } = OnlyId;
    public int Version { get; set; }
    public int RevertsTo { get; set; }
    public PendingKind Kind { get; set; }
    public DateTimeOffset Until { get; set; }

    /// <summary>The greatest share of rejected decisions, in hundredths of a per cent; null if it is not guarded.</summary>
    public int? MaxRejected { get; set; }

    public long AfterDecision { get; set; }
}

/// <summary>A certificate as it was defined. Append-only, but for how long its tokens can be used.</summary>
public sealed class CertificateRecord
{
    public required string Id { get; set; }
    public required string Pem { get; set; }
    public required string Sha256 { get; set; }
    public int KeySize { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public required string CreatedBy { get; set; }

    /// <summary>The latest <c>exp</c> of its valid tokens that came, in seconds since 1970; null for none.</summary>
    public long? NewestExpiry { get; set; }
}
