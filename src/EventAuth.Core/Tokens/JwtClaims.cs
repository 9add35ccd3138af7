namespace EventAuth.Core.Tokens;

/// <summary>The claims we use, as read: each well-formed, not checked together yet.</summary>
internal struct JwtClaims
{
    // Seconds since 1970-01-01T00:00:00Z, or null if absent (RFC 7519, sections 4.1.4 to 4.1.6).
    public double? Expires;
    public double? NotBefore;
    public double? IssuedAt;

    /// <summary>Lower case.</summary>
    public string? Uuid;
    public string? Email;
    public string? CustomId;

    /// <summary><c>sub</c> if it can serve as a customId.</summary>
    public string? Subject;

    /// <summary>Whether there is a <c>sub</c> that cannot.</summary>
    public bool HasBadSubject;

    /// <summary>SHA-256 of <c>jti</c> in lower-case hex, if tokens may be used only once.</summary>
    public string? IdHash;

    /// <summary><c>cnf.jkt</c>, 32 bytes, if tokens must be proven.</summary>
    public byte[]? KeyThumbprint;

    // Whether these are the required ones: for "aud", one of its members.
    public bool IssuerMatches;
    /// <summary>Whether <c>aud</c> is, or has among its members, the required one.</summary>
    public bool AudienceMatches;
}
