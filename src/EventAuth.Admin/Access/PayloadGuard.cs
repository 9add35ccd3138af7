namespace EventAuth.Admin.Access;

/// <summary>
/// Reads what was sent with a rejected event: personal data of somebody whose identity is not proven.
/// It needs an Administrator at this moment.
/// </summary>
internal sealed class PayloadGuard(IDecisionReader decisions, IAuditTrail trail, CurrentRights rights)
{
    /// <summary>What was sent, as JSON text; null when it is not kept any more, or when it is forbidden.</summary>
    public async Task<(AccessOutcome Outcome, string? Payload)> ReadAsync(
        long decisionId, ClaimsPrincipal who, CancellationToken cancellation)
    {
        if (!await rights.MayAsync(who, Roles.Administrator, cancellation))
        {
            return (AccessOutcome.Forbidden, null);
        }

        var payload = await decisions.ReadPayloadAsync(decisionId, cancellation);
        if (payload is null)
        {
            return (AccessOutcome.Gone, null);
        }

        // Before it is shown: if the access cannot be recorded, nothing is shown.
        await trail.RecordAsync(
            new AuditFact(AuditAction.RejectedPayloadShown, string.Create(CultureInfo.InvariantCulture, $"decision {decisionId}")),
            cancellation);
        return (AccessOutcome.Done, payload);
    }
}
