using EventAuth.Core.Decisions;

namespace EventAuth.Core.Journal;

/// <summary>A rejection that was known before the event could be decided: a bad token, a bad event, somebody else's token.</summary>
/// <param name="Reason">A reason that rejects.</param>
/// <param name="Action">The event's name where it was valid, else null.</param>
/// <param name="Cause">More for the operator, without anything the sender wrote; or null.</param>
/// <param name="Count">How many events it stands for.</param>
/// <param name="ReceivedAt">When, in UTC.</param>
/// <param name="PolicyVersion">The policy in force.</param>
/// <param name="CertificateId">The certificate in force where a token was presented, or null.</param>
public sealed record RejectionEntry(
    DecisionReason Reason,
    string? Action,
    string? Cause,
    int Count,
    DateTimeOffset ReceivedAt,
    int PolicyVersion,
    string? CertificateId);
