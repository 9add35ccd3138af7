using System.Text;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Tests.Tokens.Differences;

/// <summary>Both verdicts on one token.</summary>
internal sealed record Difference(string Token, TokenFailure Ours, bool Theirs)
{
    public bool Exists => Theirs != (Ours == TokenFailure.None);

    /// <summary>The token, readable.</summary>
    public override string ToString()
    {
        var facts = new TokenFacts(Token);
        return $"{Encoding.UTF8.GetString(facts.Header)} {Encoding.UTF8.GetString(facts.Payload)} in {Token}";
    }
}
