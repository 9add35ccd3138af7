namespace EventAuth.Core.Tokens;

/// <summary>What the check of a token found: who it is, or why not.</summary>
/// <param name="Failure">None for a valid token.</param>
/// <param name="Identity">Set exactly when the token is valid.</param>
/// <param name="Use">Set where a valid token is good for one request: whether it was used before is for the journal to say.</param>
public readonly record struct TokenVerification(TokenFailure Failure, TokenIdentity? Identity, TokenUse? Use = null)
{
    /// <summary>Whether a signature was really checked: not for a token that was remembered, nor for one that was out before.</summary>
    public bool CheckedSignature { get; init; }

    /// <summary>How long the token has expired, in whole seconds, where that is what failed; else null.</summary>
    public long? ExpiredSeconds { get; init; }

    /// <summary>A token that was not taken.</summary>
    public static TokenVerification Failed(TokenFailure failure) => new(failure, null);

    /// <summary>A valid token.</summary>
    public static TokenVerification Valid(TokenIdentity identity, TokenUse? use = null) => new(TokenFailure.None, identity, use);
}
