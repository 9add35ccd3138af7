using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace EventAuth.Ingest;

/// <summary>Fixes the policy and the time for a request, and checks its token by them.</summary>
internal sealed class Authenticator(
    PolicyMonitor policies, TokenVerifier verifier, TimeProvider time, IngestMetrics metrics, IngestTraces traces)
{
    /// <summary>To be called when the body is there, so that a slow sender is judged by what is in force when it is done.</summary>
    /// <param name="authorization">What was sent as <c>Authorization</c>.</param>
    /// <param name="source">What the request says of where it comes from.</param>
    public Arrival Arrive(StringValues authorization, in RequestSource source = default) =>
        new(policies.Current, time.GetUtcNow(), authorization, source);

    /// <inheritdoc cref="Arrive(StringValues, in RequestSource)"/>
    public Arrival Arrive(HttpRequest request) => Arrive(
        request.Headers.Authorization,
        new RequestSource(FirstOf(request.Headers.Origin), FirstOf(request.Headers.UserAgent), request.QueryString.Value));

    /// <summary>Checks the token, where one was presented.</summary>
    public Sender Authenticate(in Arrival arrival)
    {
        if (!arrival.HasToken)
        {
            return default;
        }

        using var span = traces.StartAuthenticate();
        var key = arrival.Snapshot.Key;
        var startedAt = metrics.MeasuresVerification ? time.GetTimestamp() : 0;
        var verification = BearerToken.Verify(arrival.Authorization, verifier, key, arrival.ReceivedAt);
        if (startedAt != 0 && verification.CheckedSignature)
        {
            metrics.MeasureVerification(time.GetElapsedTime(startedAt), verification.Failure == TokenFailure.None);
        }

        span?.Say(verification);
        return new Sender(verification.Failure, verification.Identity, key?.CertificateId, verification.Use)
        {
            ExpiredSeconds = verification.ExpiredSeconds,
        };
    }

    private static string? FirstOf(StringValues values) => values.Count > 0 ? values[0] : null;
}
