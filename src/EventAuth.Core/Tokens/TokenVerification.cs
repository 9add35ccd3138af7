using EventAuth.Core.Identifiers;

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

/// <summary>Who a valid token says the customer is; at least one of the three is there.</summary>
/// <param name="Uuid">Lower case, or null.</param>
/// <param name="Email">As sent, or null.</param>
/// <param name="CustomId">As sent, or null; from <c>sub</c> where the token has none of the three.</param>
public sealed record TokenIdentity(string? Uuid, string? Email, string? CustomId)
{
    /// <summary>The e-mail in the form in which e-mails are compared, or null.</summary>
    public string? FoldedEmail { get; } = Email is null ? null : IdentifierRules.FoldEmail(Email);
}

/// <summary>Marks a token that may be used once.</summary>
/// <param name="Id">SHA-256 of its <c>jti</c> (RFC 7519, section 4.1.7) in lower-case hex: what is kept says nothing of the token.</param>
/// <param name="Expires">Its <c>exp</c> in whole seconds since 1970, rounded up. After it and the skew of clocks nobody can use it.</param>
public sealed record TokenUse(string Id, long Expires);

/// <summary>Why a token was not taken. Outsiders learn only "invalid_token" or "token_expired"; the console learns this.</summary>
public enum TokenFailure
{
    None = 0,
    NotABearer,
    TooLong,
    NotThreeParts,
    BadBase64,
    BadHeader,
    WrongAlgorithm,
    WrongType,
    CriticalHeader,
    NoCertificate,
    WrongSignatureLength,
    WrongSignature,
    BadPayload,
    ExpiryMissing,
    BadTime,
    NotYetValid,
    LifetimeTooLong,
    BadIdentity,
    NoIdentity,
    WrongIssuer,
    WrongAudience,

    /// <summary>Tokens are good for one request, and this one has no usable <c>jti</c>.</summary>
    BadTokenId,

    /// <summary>An administrator ended the customer's tokens, and this one was issued before that.</summary>
    Ended,

    /// <summary>Everything else is right and <c>exp</c> is past by more than the skew.</summary>
    Expired,
}

/// <summary>The settings under which tokens are checked.</summary>
public sealed record TokenRules
{
    /// <summary>The longest token, in bytes.</summary>
    public const int MaxLength = 8192;

    /// <summary>How far clocks may differ. <c>Tokens:ClockSkewSeconds</c>.</summary>
    public TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How far after now <c>exp</c> may lie. <c>Tokens:MaxLifetimeSeconds</c>.</summary>
    public TimeSpan MaxLifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How many verified tokens are remembered at most. <c>Tokens:MaxRemembered</c>.</summary>
    public int MaxRemembered { get; init; } = 2_000_000;

    /// <summary>How much memory remembered tokens take at most, in MiB. <c>Tokens:MaxRememberedMegabytes</c>.</summary>
    public int MaxRememberedMegabytes { get; init; } = 512;

    /// <summary>Whether each token needs a <c>jti</c> and is good for one request. <c>Tokens:SingleUse</c>.</summary>
    public bool SingleUse { get; init; }

    /// <summary>Required <c>iss</c>, or null for no check. <c>Tokens:Issuer</c>.</summary>
    public string? Issuer { get; init; }

    /// <summary>Required member of <c>aud</c>, or null for no check. <c>Tokens:Audience</c>.</summary>
    public string? Audience { get; init; }
}
