using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace EventAuth.Ingest;

/// <summary>What applies to a request from the moment its body is complete until it is answered.</summary>
internal readonly record struct RequestContext(
    PolicySnapshot Snapshot, DateTimeOffset ReceivedAt, StringValues Authorization, RequestSource Source)
{
    /// <summary>The request itself, for which its token must be proven; null if proofs are not read.</summary>
    public HttpRequest? Request { get; init; }

    /// <summary>Whether this process sent it itself to prove its enforcement: nothing of it is stored or counted.</summary>
    public bool IsProbe { get; init; }

    /// <summary>Whether a token was presented, valid or not.</summary>
    public bool HasToken => Authorization.Count > 0;

    /// <summary>Sets on an event who sent it; if it contradicts the token, returns the identifier that differs instead.</summary>
    public string? Identify(JournalEntry entry, in TokenVerification token)
    {
        if (token.Identity is not { } identity)
        {
            return null;
        }

        var difference = IdentityMatch.FindDifference(identity, entry);
        if (difference is null)
        {
            (entry.Token, entry.CertificateId) = (identity, Snapshot.Key?.CertificateId);
        }

        return difference;
    }
}
