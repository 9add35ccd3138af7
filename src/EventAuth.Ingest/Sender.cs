using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Requests;

namespace EventAuth.Ingest;

/// <summary>Who a request comes from.</summary>
/// <param name="Failure">Why the token was not taken; None for a valid one, and without one.</param>
/// <param name="Identity">Who a valid token says it is, or null.</param>
/// <param name="CertificateId">The certificate a valid token was verified with, or null.</param>
/// <param name="TokenUse">Where a valid token is good for one request: what it is known by.</param>
internal readonly record struct Sender(TokenFailure Failure, TokenIdentity? Identity, string? CertificateId, TokenUse? TokenUse)
{
    /// <summary>How long the token had expired, in seconds, where that is the failure; else null.</summary>
    public long? ExpiredSeconds { get; init; }

    /// <summary>The reason for which the request is rejected, or null.</summary>
    public DecisionReason? Rejection => Failure.ToRejection();

    /// <summary>The first identifier in which the event contradicts the token, or null.</summary>
    public string? FindDifference(JournalEntry entry) => Identity is null ? null : IdentityMatch.FindDifference(Identity, entry);

    /// <summary>Says on the event who sent it.</summary>
    public void Mark(JournalEntry entry)
    {
        entry.Token = Identity;
        entry.CertificateId = Identity is null ? null : CertificateId;
    }
}
