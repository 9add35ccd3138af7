using EventAuth.Core.Decisions;

namespace EventAuth.Core.Journal;

/// <summary>A rejection that is recorded individually.</summary>
/// <param name="Reason">A reason that rejects.</param>
/// <param name="Action">The event's name if it was valid, otherwise null.</param>
/// <param name="Cause">Details for the operator, without anything the sender wrote; or null.</param>
/// <param name="Count">How many events it stands for.</param>
/// <param name="CertificateId">The certificate in force if a token was presented, or null.</param>
/// <param name="ReceivedAt">When, in UTC.</param>
public sealed record RejectionEntry(
    DecisionReason Reason,
    string? Action,
    string? Cause,
    int Count,
    DateTimeOffset ReceivedAt,
    int PolicyVersion,
    string? CertificateId)
{
    /// <summary>Who sent it, if it was decided; null if not: a bad token, a bad event, somebody else's token.</summary>
    public CustomerState? State { get; init; }

    /// <summary>The customer it named.</summary>
    public SentIdentifiers Customer { get; init; }

    /// <summary>How it named them, without the identifiers; null if it cannot be decided again.</summary>
    public SenderHashes? Sender { get; init; }

    /// <summary>Where it came from.</summary>
    public RequestSource Source { get; init; }

    /// <summary>How long ago its token had expired, in seconds; null for any other cause.</summary>
    public long? ExpiredSeconds { get; init; }

    /// <summary>What was sent, as JSON text, if that is kept; otherwise null.</summary>
    public string? Payload { get; init; }
}
