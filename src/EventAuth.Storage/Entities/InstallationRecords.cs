namespace EventAuth.Storage.Entities;

/// <summary>What belongs to the installation as a whole; exactly one row.</summary>
public sealed class InstallationRecord
{
    public int Id { get; set; } = 1;

    /// <summary>256 random bits under which event ids are made from idempotency keys, so that an id tells nothing of them.</summary>
    public required byte[] EventIdKey { get; set; }

    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>The one link with which the first administrator is made; at most one row.</summary>
public sealed class SetupLinkRecord
{
    public int Id { get; set; } = 1;

    /// <summary>SHA-256 of the code in the link.</summary>
    public required byte[] Hash { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>One entry of the audit trail. Append-only: triggers refuse all else; the primary key is the optimistic lock.</summary>
public sealed class AuditRecord
{
    public long Number { get; set; }
    public DateTimeOffset Time { get; set; }
    public required string Who { get; set; }
    public string? Origin { get; set; }
    public required string Action { get; set; }
    public required string Subject { get; set; }

    /// <summary>JSON; so is the one below.</summary>
    public string? Before { get; set; }

    public string? After { get; set; }

    /// <summary>The hash of the entry before.</summary>
    public required byte[] Previous { get; set; }

    /// <summary>HMAC-SHA-256 over all of the above.</summary>
    public required byte[] Hash { get; set; }
}
