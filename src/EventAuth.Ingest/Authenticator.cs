using EventAuth.Core.Journal;
using EventAuth.Core.Policies;
using EventAuth.Core.Proofs;
using EventAuth.Core.Tokens;
using EventAuth.Ingest.Requests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace EventAuth.Ingest;

/// <summary>Fixes the policy and the time for a request, and checks its token by them, and its proof if it needs one.</summary>
internal sealed class Authenticator(
    PolicyMonitor policies, TokenVerifier verifier, TimeProvider time, IngestMetrics metrics, IngestTraces traces)
{
    private readonly ProofVerifier? _proofs = verifier.Rules.Proof is null ? null : new ProofVerifier(verifier.Rules);

    /// <summary>How tokens must be proven (RFC 9449); null if proofs are not read.</summary>
    public ProofRules? Proof => verifier.Rules.Proof;

    /// <summary>Called when the body is complete, so that a slow sender is checked by the policy in force at the end.</summary>
    public RequestContext Begin(StringValues authorization, in RequestSource source = default) =>
        new(policies.Current, time.GetUtcNow(), authorization, source);

    /// <inheritdoc cref="Begin(StringValues, in RequestSource)"/>
    public RequestContext Begin(HttpRequest request, bool isProbe) => Begin(
        request.Headers.Authorization,
        new RequestSource(FirstOf(request.Headers.Origin), FirstOf(request.Headers.UserAgent), request.QueryString.Value)) with
    {
        Request = _proofs is null ? null : request,
        IsProbe = isProbe,
    };

    /// <summary>Checks the token if one was presented; without one, nobody and no failure.</summary>
    public TokenVerification Authenticate(in RequestContext context)
    {
        if (!context.HasToken)
        {
            return default;
        }

        using var span = context.IsProbe ? null : traces.StartStep("authenticate");
        var startedAt = metrics.MeasuresVerification && !context.IsProbe ? time.GetTimestamp() : 0;
        var verification = _proofs is null
            ? BearerToken.Verify(context.Authorization, verifier, context.Snapshot.Key, context.ReceivedAt)
            : ProvenToken.Verify(context.Request!, verifier, _proofs, context.Snapshot.Key, context.ReceivedAt);
        if (startedAt != 0 && verification.CheckedSignature)
        {
            metrics.MeasureVerification(time.GetElapsedTime(startedAt), verification.Failure == TokenFailure.None);
        }

        span?.SetTag("eventauth.signature.checked", verification.CheckedSignature)
            .SetTag("eventauth.token.failure", verification.Failure == TokenFailure.None ? null : verification.Failure.ToString());
        return verification;
    }

    private static string? FirstOf(StringValues values) => values.Count > 0 ? values[0] : null;
}
