namespace EventAuth.Admin.Explanations;

/// <summary>Explains recorded decisions by the version that made them and by the one in force, and events with a pasted token.</summary>
internal sealed class DecisionExplanations(IPolicyStore store, PolicyMonitor policies, TokenInspections inspections)
{
    /// <summary>Explains a recorded decision; what would reverse it starts from the version in force: only that can be changed.</summary>
    public async Task<RecordedExplanation> ExplainAsync(DecisionRecord record, CancellationToken cancellation)
    {
        var inForce = policies.Current.Revision;
        var then = (await store.ReadAsync(record.PolicyVersion, cancellation) ?? inForce).Policy;
        var @event = EventCase.Of(record);
        var decision = DecisionExplainer.Explain(@event, then).Select(explanation => explanation.Decision)
            .FirstOrDefault(possible => possible.Reason == record.Reason, new Decision(record.Reason, MayChangeData: false));
        var explanation = DecisionExplainer.Explain(@event, decision, then) with
        {
            Fixes = DecisionExplainer.FindFixes(@event, decision, inForce.Policy),
        };
        return new RecordedExplanation(record, explanation, inForce.Version, DecisionExplainer.Explain(@event, inForce.Policy));
    }

    /// <summary>The event with a pasted token, checked as ingest would check it now. Nothing of the token is kept.</summary>
    /// <param name="token">A token, or the whole header.</param>
    /// <param name="key">The key to check with, or null while there is none.</param>
    public async Task<EventCase> PresentAsync(EventCase @event, string token, VerificationKey? key, CancellationToken cancellation)
    {
        var inspection = await inspections.InspectAsync(token, sent: null, key, cancellation);
        var presented = inspection.Rejection switch
        {
            null => PresentedToken.Valid,
            DecisionReason.TokenExpired => PresentedToken.Expired,
            _ => PresentedToken.Invalid,
        };
        return @event with { Token = presented, Cause = inspection.Cause };
    }
}
