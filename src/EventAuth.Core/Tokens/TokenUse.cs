namespace EventAuth.Core.Tokens;

/// <summary>Marks a token that may be used once.</summary>
/// <param name="Id">SHA-256 of its <c>jti</c> (RFC 7519, section 4.1.7) in lower-case hex: what is kept says nothing of the token.</param>
/// <param name="Expires">Its <c>exp</c> in whole seconds since 1970, rounded up. After it and the skew of clocks nobody can use it.</param>
public sealed record TokenUse(string Id, long Expires);
