using EventAuth.Core.Policies;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Requests;
using Microsoft.Extensions.Primitives;

namespace EventAuth.Ingest;

/// <summary>Fixes the policy and the time for a request, and checks its token by them.</summary>
internal sealed class Authenticator(PolicyMonitor policies, TokenVerifier verifier, TimeProvider time, IngestMetrics metrics, IngestTraces traces)
{
    /// <summary>To be called when the body is there, so that a slow sender is judged by what is in force when it is done.</summary>
    public Arrival Arrive(StringValues authorization) => new(policies.Current, time.GetUtcNow(), authorization);

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
        return new Sender(verification.Failure, verification.Identity, key?.CertificateId, verification.Use);
    }
}
