using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Knows the tokens that were good for one request and were used.</summary>
public interface IUsedTokens
{
    /// <summary>Whether events that came with the token were accepted. Uses nothing up.</summary>
    Task<bool> HaveAsync(TokenUse use, CancellationToken cancellation);
}
