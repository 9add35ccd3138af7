namespace EventAuth.Storage.Entities;

/// <summary>One entry of the audit trail. Append-only: triggers refuse all else; the primary key is the optimistic lock.</summary>
[PrimaryKey(nameof(Number))]
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
