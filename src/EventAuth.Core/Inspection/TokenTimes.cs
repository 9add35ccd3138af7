using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>The three times of a token, in seconds since 1970; null for what is absent or wrong.</summary>
internal sealed record TokenTimes(double? Expires, double? NotBefore, double? IssuedAt)
{
    /// <summary>When it ends; null where it does not say.</summary>
    public DateTimeOffset? ExpiresAt => Expires is { } seconds ? Moment(seconds) : null;

    /// <summary>Reads them.</summary>
    public static TokenTimes Read(LooseJson claims, FindingList findings) =>
        new(TimeClaim.Read(claims, "exp", findings), TimeClaim.Read(claims, "nbf", findings), TimeClaim.Read(claims, "iat", findings));

    /// <summary>The moment of a claim.</summary>
    public static DateTimeOffset Moment(double seconds) => DateTimeOffset.UnixEpoch.AddSeconds(seconds);
}
