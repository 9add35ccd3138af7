namespace EventAuth.Core.Tokens;

/// <summary>What the check of a token found: who it is, or why not.</summary>
/// <param name="Failure">None for a valid token.</param>
/// <param name="Identity">Set exactly when the token is valid.</param>
public readonly record struct TokenVerification(TokenFailure Failure, TokenIdentity? Identity)
{
    /// <summary>A token that was not taken.</summary>
    public static TokenVerification Failed(TokenFailure failure) => new(failure, null);

    /// <summary>A valid token.</summary>
    public static TokenVerification Valid(TokenIdentity identity) => new(TokenFailure.None, identity);
}
