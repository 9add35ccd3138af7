namespace EventAuth.Core.Decisions;

/// <summary>Which records to read. All conditions hold together.</summary>
/// <param name="Accepted">Only accepted, only rejected, or both.</param>
/// <param name="Action">Only this event.</param>
/// <param name="Reason">Only this reason.</param>
/// <param name="Since">Only received at or after.</param>
public sealed record DecisionFilter(
    bool? Accepted = null, string? Action = null, DecisionReason? Reason = null, DateTimeOffset? Since = null)
{
    /// <summary>Only received before.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only of this customer: a uuid, an e-mail or a customId, as it was sent. Rejected events are found by its hash.</summary>
    public string? Customer { get; init; }

    /// <summary>Only with this certificate in force.</summary>
    public string? CertificateId { get; init; }

    /// <summary>Only records above this id: what came since.</summary>
    public long AfterId { get; init; }
}
