using EventAuth.Core.Tokens;

namespace EventAuth.Core.Tests.Tokens.Differences;

/// <summary>A reason for which the verdicts may differ.</summary>
/// <param name="Ours">What we say; None if we accept what the other refuses.</param>
/// <param name="Name">What is different.</param>
/// <param name="Source">The source that says that ours is right: an RFC's section, or the HTTP contract's chapter "The token".</param>
/// <param name="Applies">Checks on the token itself, with different code than the verifier's, whether this applies.</param>
internal sealed record DifferenceRule(TokenFailure Ours, string Name, string Source, Func<TokenFacts, bool> Applies)
{
    public override string ToString() => (Ours == TokenFailure.None ? "we take: " : "we refuse: ") + Name + " (" + Source + ")";
}
