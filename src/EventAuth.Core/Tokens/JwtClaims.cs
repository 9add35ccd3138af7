namespace EventAuth.Core.Tokens;

/// <summary>The claims we use, as read: well-formed one by one, not judged together yet.</summary>
internal struct JwtClaims
{
    // Seconds since 1970-01-01T00:00:00Z, or null where absent (RFC 7519, sections 4.1.4 to 4.1.6).
    public double? Expires;
    public double? NotBefore;
    public double? IssuedAt;

    /// <summary>Lower case.</summary>
    public string? Uuid;
    public string? Email;
    public string? CustomId;

    /// <summary><c>sub</c> where it can serve as a customId.</summary>
    public string? Subject;

    /// <summary>Whether there is a <c>sub</c> that cannot.</summary>
    public bool HasBadSubject;

    /// <summary>SHA-256 of <c>jti</c> in lower-case hex, where tokens are good for one request.</summary>
    public string? IdHash;

    // Whether these are the ones asked for: of "aud", one of its members.
    public bool IssuerMatches;
    /// <summary>Whether <c>aud</c> is, or has among its members, the one asked for.</summary>
    public bool AudienceMatches;
}
