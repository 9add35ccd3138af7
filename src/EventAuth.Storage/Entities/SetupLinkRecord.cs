namespace EventAuth.Storage.Entities;

/// <summary>The one link with which the first administrator is made; at most one row.</summary>
public sealed class SetupLinkRecord
{
    public int Id { get; set; } = 1;

    /// <summary>SHA-256 of the code in the link.</summary>
    public required byte[] Hash { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}
