using EventAuth.Core.Identifiers;

namespace EventAuth.Core.Tokens;

/// <summary>Who a valid token says the customer is; at least one of the three is set.</summary>
/// <param name="Uuid">Lower case, or null.</param>
/// <param name="Email">As sent, or null.</param>
/// <param name="CustomId">As sent, or null; from <c>sub</c> if the token has none of the three.</param>
public sealed record TokenIdentity(string? Uuid, string? Email, string? CustomId)
{
    /// <summary>The e-mail in the form in which e-mails are compared, or null.</summary>
    public string? FoldedEmail { get; } = Email is null ? null : IdentifierRules.FoldEmail(Email);
}

/// <summary>Identifies a token that may be used once.</summary>
/// <param name="Id">SHA-256 of its <c>jti</c> (RFC 7519, section 4.1.7) in lower-case hex: it reveals nothing of the token.</param>
/// <param name="Expires">Its <c>exp</c> in whole seconds since 1970, rounded up. After it and the skew of clocks nobody can use it.</param>
public sealed record TokenUse(string Id, long Expires);

/// <summary>Identifies a proof, which may be used once.</summary>
/// <param name="Id">The first 16 bytes of a hash over its key and its <c>jti</c>: it reveals nothing of either.</param>
/// <param name="IssuedAt">Its <c>iat</c> in whole seconds since 1970, rounded down.</param>
public sealed record ProofUse(Guid Id, long IssuedAt);
