namespace EventAuth.Core.Conformance;

/// <summary>
/// What a token must be, and how it should be, in the order of the check of requests: the header, the form, the signature, the claims.
/// </summary>
public enum TokenRequirement
{
    /// <summary>Sent in the header <c>Authorization</c>, after exactly one <c>Bearer</c> (RFC 6750, section 2.1), or
    /// <c>DPoP</c> if it must be proven (RFC 9449, section 7.1).</summary>
    Bearer,

    /// <summary>Nothing stands around the token, and nothing instead of it.</summary>
    TokenAlone,

    /// <summary>At most <see cref="Tokens.TokenRules.MaxLength"/> bytes.</summary>
    Length,

    /// <summary>JWS compact form: three parts (RFC 7515, section 7.1).</summary>
    Parts,

    /// <summary>Strict base64url in each part (RFC 7515, section 2).</summary>
    Encoding,

    /// <summary>The header is one JSON object.</summary>
    HeaderJson,

    /// <summary><c>alg</c> is RS256 (RFC 7518, section 3.3).</summary>
    Algorithm,

    /// <summary><c>typ</c> is absent or JWT (RFC 7519, section 5.1).</summary>
    Type,

    /// <summary><c>kid</c> is a string if it is there, and should be (RFC 7515, section 4.1.4).</summary>
    KeyId,

    /// <summary>The header brings no key: jwk, jku, x5u and x5c are not followed.</summary>
    KeySource,

    /// <summary>No extension: neither <c>crit</c> (RFC 7515, section 4.1.11) nor <c>b64</c> (RFC 7797).</summary>
    Extensions,

    /// <summary>A certificate is in force.</summary>
    Certificate,

    /// <summary>The signature is as long as the modulus of its key (RFC 8017, section 8.2.2).</summary>
    SignatureLength,

    /// <summary>The signature is that of the key in force, over what was sent (RFC 7515, section 5.2).</summary>
    Signature,

    /// <summary>The payload is one JSON object.</summary>
    PayloadJson,

    /// <summary><c>exp</c>, <c>nbf</c> and <c>iat</c> are numbers of seconds (RFC 7519, section 2, NumericDate).</summary>
    TimeFormat,

    /// <summary><c>exp</c> is there (RFC 7519, section 4.1.4).</summary>
    Expiry,

    /// <summary>It is not expired.</summary>
    NotExpired,

    /// <summary>Its lifetime is not too long.</summary>
    Lifetime,

    /// <summary><c>nbf</c> is not in the future (RFC 7519, section 4.1.5).</summary>
    NotBefore,

    /// <summary><c>iat</c> is not in the future, and should be there (RFC 7519, section 4.1.6).</summary>
    IssuedAt,

    /// <summary>It names a customer.</summary>
    Identity,

    /// <summary>Each identifier in it follows its rule.</summary>
    Identifiers,

    /// <summary><c>iss</c> is the one that the settings require (RFC 7519, section 4.1.1).</summary>
    Issuer,

    /// <summary><c>aud</c> names the one that the settings require (RFC 7519, section 4.1.3).</summary>
    Audience,

    /// <summary>If tokens work once: <c>jti</c> is there and was not used before (RFC 7519, section 4.1.7).</summary>
    TokenId,

    /// <summary>If proofs are read: <c>cnf.jkt</c> names the browser's key (RFC 7800, section 3.1; RFC 9449, section 6.1).</summary>
    Confirmation,

    /// <summary>Issued after an administrator signed the customer out.</summary>
    NotSignedOut,

    /// <summary>No personal data except identifiers: everybody who has the token can read it (RFC 7519, section 12).</summary>
    PersonalData,
}

/// <summary>How a token meets a requirement.</summary>
public enum RequirementResult
{
    /// <summary>It does.</summary>
    Passed,

    /// <summary>It does, and could do better.</summary>
    Advice,

    /// <summary>It does not, and is refused for that.</summary>
    Failed,

    /// <summary>Not known: something else that failed is in the way, or what was pasted does not show it.</summary>
    NotChecked,
}
