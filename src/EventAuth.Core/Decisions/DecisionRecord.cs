namespace EventAuth.Core.Decisions;

/// <summary>A verdict that was recorded.</summary>
/// <param name="Id">Grows with each record.</param>
/// <param name="Time">When the event was received, in UTC.</param>
/// <param name="Action">The event's name, or null if it had no valid one.</param>
/// <param name="Cause">More about a rejection, for the operator only: a token failure, the fields of a bad event.</param>
/// <param name="Count">How many events it stands for: more than one for a batch with an invalid token, and in floods of rejections.</param>
/// <param name="CertificateId">The certificate with which a token was verified, or null.</param>
/// <param name="EventId">The stored event, or null for a rejection.</param>
public sealed record DecisionRecord(
    long Id,
    DateTimeOffset Time,
    string? Action,
    DecisionReason Reason,
    string? Cause,
    int Count,
    int PolicyVersion,
    string? CertificateId,
    Guid? EventId)
{
    /// <summary>Who sent the event, as the decision saw it; null if it was rejected before, as with an invalid token.</summary>
    public CustomerState? Customer { get; init; }

    /// <summary>The customer of an accepted event; null for a rejected one, and once the customer was deleted.</summary>
    public DecisionCustomer? SentBy { get; init; }

    /// <summary>What else is known about a rejected event; null for an accepted one.</summary>
    public RejectionDetails? Details { get; init; }
}

/// <summary>The customer of an accepted event, as it is now.</summary>
/// <param name="Uuid">Its first uuid.</param>
/// <param name="Email">Its e-mail, or null.</param>
/// <param name="CustomId">Its customId, or null.</param>
public sealed record DecisionCustomer(string Uuid, string? Email, string? CustomId);

/// <summary>What is kept of a rejected event, whose sender is not proven.</summary>
/// <param name="CustomerHash">HMAC-SHA-256 of the first identifier, by this installation's key, in lower-case hex; null for none.</param>
/// <param name="Origin">The site that sent it, as in <c>Origin</c> (RFC 6454, section 7): scheme, host and port; null for none.</param>
/// <param name="Sdk">Name and version of the sending program, as in <c>exponea-sdk/2.1</c>; null if not known.</param>
/// <param name="ExpiredSeconds">How long ago the token had expired; null for any other cause.</param>
/// <param name="HasPayload">Whether what was sent is kept, encrypted.</param>
public sealed record RejectionDetails(string? CustomerHash, string? Origin, string? Sdk, long? ExpiredSeconds, bool HasPayload);
