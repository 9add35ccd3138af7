namespace EventAuth.Core.Decisions.Explanations;

/// <summary>One question of a decision and what came of it.</summary>
/// <param name="Rule">The question.</param>
/// <param name="Sentence">What came of it, in one sentence.</param>
/// <param name="Decided">Whether it gave the verdict.</param>
public readonly record struct DecisionStep(DecisionRule Rule, string Sentence, bool Decided);
