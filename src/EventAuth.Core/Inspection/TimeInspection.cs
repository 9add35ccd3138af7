using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Compares the times of a token with the clock, by the rules of <see cref="VerifiedToken.FindFailure"/>.</summary>
internal sealed class TimeInspection(LooseJson claims, TokenRules rules, DateTimeOffset now, FindingList findings)
{
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);

    private double Now => (now - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>Returns <c>exp</c> and <c>iat</c> in seconds since 1970; null for what is absent or wrong.</summary>
    public (double? Expires, double? IssuedAt) Inspect()
    {
        var (expires, notBefore, issuedAt) = (Read("exp"), Read("nbf"), Read("iat"));
        if (notBefore is { } begin && IsAhead(begin))
        {
            findings.Wrong(TokenFindingCode.NotYetValid, Ahead(begin));
        }

        if (issuedAt is { } issue)
        {
            InspectIssue(issue);
        }
        else if (claims.Find("iat") is null)
        {
            findings.Note(TokenFindingCode.IssuedAtMissing);
        }

        if (expires is { } end)
        {
            InspectEnd(end, issuedAt);
        }
        else if (claims.Find("exp") is null)
        {
            findings.Wrong(TokenFindingCode.ExpiryMissing, ("found", NearMisses.OfExpiry(claims)));
        }

        return (expires, issuedAt);
    }

    private double? Read(string name) => TimeClaim.Read(claims, name, findings);

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
        var (at, apart) = (At(expires), Apart(expires));
        if (expires - Now > rules.MaxLifetime.TotalSeconds)
        {
            findings.Wrong(TokenFindingCode.LifetimeTooLong, ("at", at), ("apart", apart), ("most", rules.MaxLifetime));
        }
        else if (Now - expires > rules.ClockSkew.TotalSeconds && expires < TimeClaim.EarliestLikely)
        {
            findings.Wrong(TokenFindingCode.ExpiryIsDuration, ("seconds", (long)expires), ("at", at));
        }
        else if (Now - expires > rules.ClockSkew.TotalSeconds)
        {
            findings.Wrong(TokenFindingCode.Expired, ("at", at), ("apart", apart), ("isBeforeIssue", issuedAt >= expires));
        }
        else if (Now > expires)
        {
            findings.Note(TokenFindingCode.ExpiredWithinSkew, ("at", at), ("apart", apart), ("skew", rules.ClockSkew));
        }
        else
        {
            findings.Right(TokenFindingCode.TimeLeft, ("at", at), ("apart", apart));
        }
    }

    private bool IsAhead(double seconds) => seconds > Now + rules.ClockSkew.TotalSeconds;

    private TimeSpan Apart(double seconds) => TimeSpan.FromSeconds(Math.Abs(seconds - Now));

    private static DateTimeOffset At(double seconds) => DateTimeOffset.UnixEpoch.AddSeconds(seconds);

    private (string Name, object? Value)[] Ahead(double seconds) =>
    [
        ("at", At(seconds)), ("apart", Apart(seconds)),
        ("isTimeZone", IsTimeZone(TimeSpan.FromSeconds(seconds - Now))), ("skew", rules.ClockSkew),
    ];

    // A clock that runs fast is off by seconds or minutes; a time zone by a multiple of half an hour, up to 14 hours.
    private static bool IsTimeZone(TimeSpan ahead)
    {
        var rest = ahead.TotalMinutes - (Math.Round(ahead / HalfHour) * HalfHour.TotalMinutes);
        return ahead.TotalMinutes is > 25 and < (14 * 60) + 5 && Math.Abs(rest) < 5;
    }
}
