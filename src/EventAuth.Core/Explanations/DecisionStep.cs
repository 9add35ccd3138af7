using EventAuth.Core.Decisions;

namespace EventAuth.Core.Explanations;

/// <summary>One question of a decision and whether it gave the verdict.</summary>
/// <param name="Rule">The question.</param>
/// <param name="Decided">Whether it gave the verdict.</param>
public readonly record struct DecisionStep(DecisionRule Rule, bool Decided);
