using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>
/// Reads <c>exp</c>, <c>nbf</c> and <c>iat</c> by the rules of <see cref="JwtReader"/>, says what was meant, and compares them with the
/// clock by those of <see cref="VerifiedToken.FindFailure"/>.
/// </summary>
internal sealed class TimeInspection(LooseJson claims, TokenRules rules, DateTimeOffset now, FindingList findings)
{
    private const double LastSecond = 253402300799;
    private const double SecondsPerYear = 365.2425 * 24 * 60 * 60;

    // From 2001 to 2096, in seconds: what a present time is near to, whatever its unit.
    private const double EarliestLikely = 1e9;
    private const double LatestLikely = 4e9;

    private static readonly (string Name, double Divisor)[] Units = [("milliseconds", 1e3), ("microseconds", 1e6), ("nanoseconds", 1e9)];
    private static readonly TimeSpan HalfHour = TimeSpan.FromMinutes(30);

    private double Now => (now - DateTimeOffset.UnixEpoch).TotalSeconds;

    /// <summary>Gives <c>exp</c> and <c>iat</c> in seconds since 1970; null for what is absent or wrong.</summary>
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

    private double? Read(string name)
    {
        if (claims.Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            findings.Wrong(
                value.ValueKind == JsonValueKind.String ? TokenFindingCode.TimeIsText : TokenFindingCode.TimeNotANumber,
                ("claim", name), ("text", LooseJson.TextOf(value)), ("value", value));
            return null;
        }

        var seconds = value.GetDouble();
        if (double.IsNegative(seconds))
        {
            findings.Wrong(TokenFindingCode.TimeNegative, ("claim", name));
        }
        else if (seconds <= LastSecond)
        {
            return seconds;
        }
        else if (Array.Find(Units, one => seconds / one.Divisor is >= EarliestLikely and <= LatestLikely) is ({ } unit, var divisor))
        {
            findings.Wrong(
                TokenFindingCode.TimeInMilliseconds, ("claim", name), ("unit", unit), ("divisor", divisor),
                ("year", Math.Floor(1970 + (seconds / SecondsPerYear))), ("meant", At(seconds / divisor)));
        }
        else
        {
            findings.Wrong(TokenFindingCode.TimeOutOfRange, ("claim", name), ("value", value));
        }

        return null;
    }

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
        else if (Now - expires > rules.ClockSkew.TotalSeconds && expires < EarliestLikely)
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

    // A clock that runs fast is off by seconds or minutes; a time zone by whole half hours, up to 14.
    private static bool IsTimeZone(TimeSpan ahead)
    {
        var rest = ahead.TotalMinutes - (Math.Round(ahead / HalfHour) * HalfHour.TotalMinutes);
        return ahead.TotalMinutes is > 25 and < (14 * 60) + 5 && Math.Abs(rest) < 5;
    }
}
