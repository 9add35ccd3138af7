using System.Collections.Immutable;
using EventAuth.Core.Certificates;
using EventAuth.Core.Decisions;
using EventAuth.Core.Explanations;
using EventAuth.Core.Inspection;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Explanations;

/// <summary>Explains recorded decisions by the version that took them and by the one in force, and events with a pasted token.</summary>
internal sealed class DecisionExplanations(IPolicyStore store, PolicyMonitor policies, TokenInspections inspections)
{
    /// <summary>Explains a recorded decision; what would turn it starts from the version in force: only that can be changed.</summary>
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

    /// <summary>The event with a token that was pasted, checked as ingest would check it now. Nothing of the token is kept.</summary>
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

internal static class ExplanationServices
{
    public static IServiceCollection AddExplanations(this IServiceCollection services) => services.AddSingleton<DecisionExplanations>();
}

/// <summary>Why an event was decided as it was, and what would become of it now.</summary>
/// <param name="Record">What was recorded.</param>
/// <param name="Explanation">By the version that decided; its fixes start from the version in force.</param>
/// <param name="VersionNow">The version in force.</param>
/// <param name="Now">By the version in force; more than one where the verdict depends on what was not recorded.</param>
public sealed record RecordedExplanation(DecisionRecord Record, Explanation Explanation, int VersionNow, ImmutableArray<Explanation> Now)
{
    /// <summary>Whether another version is in force than the one that decided.</summary>
    public bool IsPast => VersionNow != Record.PolicyVersion;

    /// <summary>Whether the version in force surely turns the verdict round.</summary>
    public bool IsTurnedRound => Now.All(now => now.Decision.Accepted != Explanation.Decision.Accepted);
}
