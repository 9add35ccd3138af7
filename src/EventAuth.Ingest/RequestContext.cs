using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace EventAuth.Ingest;

/// <summary>What holds for a request from the moment its body is there until it is answered.</summary>
internal readonly record struct RequestContext(
    PolicySnapshot Snapshot, DateTimeOffset ReceivedAt, StringValues Authorization, RequestSource Source)
{
    /// <summary>Whether a token was presented, right or wrong.</summary>
    public bool HasToken => Authorization.Count > 0;

    /// <summary>Says on an event who sent it; where it contradicts the token, gives the identifier in which it does, instead.</summary>
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
