namespace EventAuth.Storage.Entities;

/// <summary>An entry of the event catalogue.</summary>
[PrimaryKey(nameof(Action))]
public sealed class CatalogRecord
{
    public required string Action { get; set; }
    public required string DisplayName { get; set; }
    public required string Description { get; set; }
    public required string Category { get; set; }
    public EventSource Source { get; set; }
    public DateTimeOffset? LastSeenAt { get; set; }

    /// <summary>Whether people hid it; only for discovered entries.</summary>
    public bool Hidden { get; set; }
}
