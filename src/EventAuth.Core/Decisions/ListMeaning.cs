using System.Collections.Immutable;

namespace EventAuth.Core.Decisions;

/// <summary>What one list means for the lists as they stand together.</summary>
/// <param name="Sentence">One sentence for people.</param>
/// <param name="Findings">What a person should look at; empty when all is well.</param>
public sealed record ListMeaning(ImmutableArray<MeaningPart> Sentence, ImmutableArray<PolicyFinding> Findings);
