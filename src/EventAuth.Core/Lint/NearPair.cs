namespace EventAuth.Core.Lint;

/// <summary>Two names that people could take for each other.</summary>
/// <param name="Likelier">The one that is rather meant.</param>
/// <param name="Name">The other one.</param>
/// <param name="SameLetters">Whether only case, dots, hyphens and underscores differ.</param>
internal sealed record NearPair(KnownName Likelier, KnownName Name, bool SameLetters);
