namespace EventAuth.Core.Tokens;

/// <summary>A token whose signature is good and whose claims are right but for the time, which each use judges anew.</summary>
/// <param name="Expires"><c>exp</c>, in seconds since 1970.</param>
/// <param name="NotBefore">The later of <c>nbf</c> and <c>iat</c>, in seconds since 1970; 0 without both.</param>
/// <param name="IssuedAt"><c>iat</c>, in seconds since 1970; 0 without, so that it counts as issued before everything.</param>
/// <param name="Use">Where tokens are good for one request: what this one is known by.</param>
internal sealed record VerifiedToken(TokenIdentity Identity, double Expires, double NotBefore, double IssuedAt = 0, TokenUse? Use = null)
{
    /// <summary>The ends of tokens that this one is not among. Threads may write it at the same time: each writes what is true.</summary>
    public TokenEnds? NotAmong { get; set; }

    /// <summary>What is wrong with the token now. Expiry comes last: only a token right in all else may be called expired.</summary>
    public TokenFailure FindFailure(DateTimeOffset now, TokenRules rules)
    {
        var time = (now - DateTimeOffset.UnixEpoch).TotalSeconds;
        var skew = rules.ClockSkew.TotalSeconds;
        return NotBefore > time + skew ? TokenFailure.NotYetValid
            : Expires - time > rules.MaxLifetime.TotalSeconds ? TokenFailure.LifetimeTooLong
            : time - Expires > skew ? TokenFailure.Expired
            : TokenFailure.None;
    }

    /// <summary>How long <c>exp</c> is past, in whole seconds; negative while it is not.</summary>
    public long SecondsExpired(DateTimeOffset now) =>
        (long)Math.Clamp((now - DateTimeOffset.UnixEpoch).TotalSeconds - Expires, -1e15, 1e15);
}
