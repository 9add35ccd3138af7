using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using Microsoft.Extensions.Primitives;

namespace EventAuth.Ingest;

/// <summary>What holds for a request from the moment its body is there until it is answered.</summary>
/// <param name="Snapshot">The policy in force at that moment.</param>
/// <param name="ReceivedAt">The time of receipt, in UTC.</param>
/// <param name="Authorization">What was sent as <c>Authorization</c>.</param>
/// <param name="Source">What it says of where it comes from.</param>
internal readonly record struct Arrival(
    PolicySnapshot Snapshot, DateTimeOffset ReceivedAt, StringValues Authorization, RequestSource Source)
{
    /// <summary>Whether a token was presented, right or wrong.</summary>
    public bool HasToken => Authorization.Count > 0;
}
