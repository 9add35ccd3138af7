using EventAuth.Core.Decisions;

namespace EventAuth.Core.Tests.Rules;

/// <summary>What a sender gets to know of a decision, in the words of the contract.</summary>
/// <param name="Monitored">The code with which enforcing would reject it, or null.</param>
internal readonly record struct Verdict(string Code, bool Accepted, bool MayChangeData, string? Monitored = null)
{
    /// <summary>What makes a difference: why it is rejected, or what it may do.</summary>
    public (string? Rejection, bool MayChangeData) Effect => (Accepted ? null : Code, MayChangeData);

    public static Verdict Of(Decision decision) =>
        new(decision.Reason.ToCode(), decision.Accepted, decision.MayChangeData, decision.Reason.Monitored()?.ToCode());
}
