using System.Collections.Immutable;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Rules;

/// <summary>Events that are decided alike, by each of two policies.</summary>
/// <param name="Events">The events, in byte order; at least one.</param>
/// <param name="Before">What the first policy decides.</param>
/// <param name="After">What the second policy decides.</param>
public sealed record RuleGroup(ImmutableArray<EventName> Events, EffectiveRule Before, EffectiveRule After)
{
    /// <summary>Whether the two policies decide these events differently.</summary>
    public bool Differs => Before.DiffersFrom(After);
}
