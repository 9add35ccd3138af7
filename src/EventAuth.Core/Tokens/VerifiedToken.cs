namespace EventAuth.Core.Tokens;

/// <summary>A token with a valid signature and valid claims, except for the time, which is checked at each use.</summary>
/// <param name="Expires"><c>exp</c>, in seconds since 1970.</param>
/// <param name="NotBefore">The later of <c>nbf</c> and <c>iat</c>, in seconds since 1970; 0 without both.</param>
/// <param name="IssuedAt"><c>iat</c>, in seconds since 1970; 0 if absent, so that it counts as issued before everything.</param>
/// <param name="Use">If tokens may be used only once: what identifies this one.</param>
/// <param name="KeyThumbprint">If tokens must be proven: <c>cnf.jkt</c>, 32 bytes.</param>
internal sealed record VerifiedToken(
    TokenIdentity Identity, double Expires, double NotBefore, double IssuedAt = 0, TokenUse? Use = null, byte[]? KeyThumbprint = null)
{
    /// <summary>The ends of tokens that do not affect this one. Threads may write it at the same time: each value is correct.</summary>
    public TokenEnds? NotAmong { get; set; }

    /// <summary>What is wrong with the token now. Expiry comes last: only a token that is otherwise valid may be called expired.</summary>
    public TokenFailure FindFailure(DateTimeOffset now, TokenRules rules)
    {
        var time = (now - DateTimeOffset.UnixEpoch).TotalSeconds;
        var skew = rules.ClockSkew.TotalSeconds;
        return NotBefore > time + skew ? TokenFailure.NotYetValid
            : Expires - time > rules.MaxLifetime.TotalSeconds ? TokenFailure.LifetimeTooLong
            : time - Expires > skew ? TokenFailure.Expired
            : TokenFailure.None;
    }

    /// <summary>How long ago <c>exp</c> was, in whole seconds; negative if it is in the future.</summary>
    public long SecondsExpired(DateTimeOffset now) =>
        (long)Math.Clamp((now - DateTimeOffset.UnixEpoch).TotalSeconds - Expires, -1e15, 1e15);
}
