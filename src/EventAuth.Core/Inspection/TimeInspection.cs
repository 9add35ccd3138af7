using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Compares the times of a token with the clock, by the rules of <see cref="VerifiedToken.FindFailure"/>.</summary>
internal sealed class TimeInspection(TokenRules rules, DateTimeOffset now, FindingList findings)
{
    private const double LeastMoment = 1e9;
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);

    /// <summary>Looks at all three.</summary>
    public void Inspect(TokenTimes times, LooseJson claims)
    {
        if (times.NotBefore is { } notBefore && IsAhead(notBefore))
        {
            findings.Wrong(TokenFindingCode.NotYetValid, Ahead(notBefore));
        }

        if (times.IssuedAt is { } issuedAt)
        {
            InspectIssue(issuedAt);
        }
        else if (claims.Find("iat") is null)
        {
            findings.Note(TokenFindingCode.IssuedAtMissing);
        }

        if (times.Expires is { } expires)
        {
            InspectEnd(expires, times.IssuedAt);
        }
        else if (claims.Find("exp") is null)
        {
            findings.Wrong(TokenFindingCode.ExpiryMissing, ("found", NearMisses.OfExpiry(claims)));
        }
    }

    private double Now => (now - DateTimeOffset.UnixEpoch).TotalSeconds;

    private void InspectIssue(double issuedAt)
    {
        if (IsAhead(issuedAt))
        {
            findings.Wrong(TokenFindingCode.IssuedInFuture, Ahead(issuedAt));
        }
        else
        {
            findings.Right(TokenFindingCode.Issued, ("at", At(issuedAt)), ("apart", Apart(issuedAt)), ("isPast", Now > issuedAt));
        }
    }

    private void InspectEnd(double expires, double? issuedAt)
    {
        if (expires - Now > rules.MaxLifetime.TotalSeconds)
        {
            findings.Wrong(TokenFindingCode.LifetimeTooLong, ("at", At(expires)), ("apart", Apart(expires)), ("most", rules.MaxLifetime));
        }
        else if (Now - expires > rules.ClockSkew.TotalSeconds)
        {
            InspectExpired(expires, issuedAt);
        }
        else if (Now > expires)
        {
            findings.Note(TokenFindingCode.ExpiredWithinSkew, ("at", At(expires)), ("apart", Apart(expires)), ("skew", rules.ClockSkew));
        }
        else
        {
            findings.Right(TokenFindingCode.TimeLeft, ("at", At(expires)), ("apart", Apart(expires)));
        }
    }

    private void InspectExpired(double expires, double? issuedAt)
    {
        if (expires < LeastMoment)
        {
            findings.Wrong(TokenFindingCode.ExpiryIsDuration, ("seconds", (long)expires), ("at", At(expires)));
            return;
        }

        findings.Wrong(TokenFindingCode.Expired, ("at", At(expires)), ("apart", Apart(expires)), ("isBeforeIssue", issuedAt >= expires));
    }

    private bool IsAhead(double seconds) => seconds > Now + rules.ClockSkew.TotalSeconds;

    private TimeSpan Apart(double seconds) => TimeSpan.FromSeconds(Math.Abs(seconds - Now));

    private static DateTimeOffset At(double seconds) => TokenTimes.Moment(seconds);

    private (string Name, object? Value)[] Ahead(double seconds) =>
    [
        ("at", At(seconds)), ("apart", Apart(seconds)),
        ("isTimeZone", IsTimeZone(TimeSpan.FromSeconds(seconds - Now))), ("skew", rules.ClockSkew),
    ];

    // A clock that runs fast is off by seconds or minutes; a time zone by whole half hours, up to 14.
    private static bool IsTimeZone(TimeSpan ahead)
    {
        var rest = ahead.TotalMinutes - (Math.Round(ahead / HalfHour) * HalfHour.TotalMinutes);
        return ahead.TotalMinutes is > 25 and < (14 * 60) + 5 && Math.Abs(rest) < 5;
    }
}
