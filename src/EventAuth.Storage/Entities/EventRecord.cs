namespace EventAuth.Storage.Entities;

/// <summary>
/// One row for each verdict. An accepted event has a profile, an id and a content, until its customer is deleted; a rejected one has none.
/// </summary>
public sealed class EventRecord
{
    public long Id { get; set; }
    public DateTimeOffset ReceivedAt { get; set; }
    public DecisionReason Reason { get; set; }
    public string? Cause { get; set; }

    /// <summary>Who sent it, if it was decided. Such rows are counted from here; others when they were rejected.</summary>
    public CustomerState? Customer { get; set; }

    /// <summary>How many events the row stands for; more than one for a batch with an invalid token, and in floods of rejections.</summary>
    public int Count { get; set; }

    public string? Action { get; set; }
    public int PolicyVersion { get; set; }
    public string? CertificateId { get; set; }
    public Guid? EventId { get; set; }
    public long? ProfileId { get; set; }
    public string? Label { get; set; }
    public DateTimeOffset? Time { get; set; }
    public DateTimeOffset? OriginalTime { get; set; }
    public string? Params { get; set; }
    public bool ProfileUpdated { get; set; }
    public bool Conflict { get; set; }

    /// <summary>The names of the customer data that was not kept, as a JSON array; null when there is none.</summary>
    public string? NotKept { get; set; }

    /// <summary>
    /// Who sent it, so that it can be decided again: <see cref="SenderHashes"/>, of a rejected event without identifiers, which
    /// <see cref="RejectionRecord"/> has. Null if that is not kept.
    /// </summary>
    public byte[]? Sender { get; set; }
}
