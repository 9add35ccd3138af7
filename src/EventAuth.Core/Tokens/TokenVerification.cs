namespace EventAuth.Core.Tokens;

/// <summary>What the check of a token found: who the customer is, or why it was refused.</summary>
/// <param name="Failure">None for a valid token.</param>
/// <param name="Identity">Set exactly when the token is valid.</param>
/// <param name="Use">Set if a valid token may be used only once: the journal knows whether it was used before.</param>
public readonly record struct TokenVerification(TokenFailure Failure, TokenIdentity? Identity, TokenUse? Use = null)
{
    /// <summary>Whether a signature was really checked: not for a remembered token, nor for one that was refused before.</summary>
    public bool CheckedSignature { get; init; }

    /// <summary>How long ago the token expired, in whole seconds, if that is the failure; otherwise null.</summary>
    public long? ExpiredSeconds { get; init; }

    /// <summary>Whether a valid token names a key that must prove it. Never where proofs are not read.</summary>
    public bool NamesKey => KeyThumbprint is not null;

    /// <summary>The thumbprint of the key that must prove a valid token (RFC 7638), 32 bytes; null if it needs no proof.</summary>
    internal byte[]? KeyThumbprint { get; init; }

    /// <summary>The proof that came with a valid token: the journal knows whether it was used before. Null if none is needed.</summary>
    public ProofUse? Proof { get; init; }

    /// <summary>A refused token.</summary>
    public static TokenVerification Failed(TokenFailure failure) => new(failure, null);

    /// <summary>A valid token.</summary>
    public static TokenVerification Valid(TokenIdentity identity, TokenUse? use = null) => new(TokenFailure.None, identity, use);
}
