namespace EventAuth.Core.Tokens.Inspection;

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
            findings.Wrong(TokenFindingCode.NotYetValid, $"It is not valid yet: nbf is {Ahead(notBefore)} ahead ({Shown(notBefore)}).", ClockRemedy(notBefore, "Leave nbf out, or set it to the moment of signing."));
        }

        if (times.IssuedAt is { } issuedAt)
        {
            InspectIssue(issuedAt);
        }
        else if (claims.Find("iat") is null)
        {
            findings.Note(TokenFindingCode.IssuedAtMissing, "It does not say when it was made (iat). If an administrator ends the customer's tokens, it counts as made before that.", "Let the backend set iat, as most libraries do.");
        }

        if (times.Expires is { } expires)
        {
            InspectEnd(expires, times.IssuedAt);
        }
        else if (claims.Find("exp") is null)
        {
            var found = NearMisses.OfExpiry(claims);
            findings.Wrong(
                TokenFindingCode.ExpiryMissing,
                "It has no end: exp is missing." + (found is null ? "" : $" There is {ShownText.Quote(found)}, which is not read."),
                "Let the backend set exp, in seconds since 1970-01-01 UTC: some minutes after the moment of signing.");
        }
    }

    private double Now => (now - DateTimeOffset.UnixEpoch).TotalSeconds;

    private void InspectIssue(double issuedAt)
    {
        if (IsAhead(issuedAt))
        {
            findings.Wrong(TokenFindingCode.IssuedInFuture, $"It comes from the future: iat is {Ahead(issuedAt)} ahead ({Shown(issuedAt)}).", ClockRemedy(issuedAt, "Set iat to the moment of signing."));
        }
        else
        {
            findings.Right(TokenFindingCode.Issued, $"Issued {(Now > issuedAt ? Ahead(issuedAt) + " ago" : "just now")} ({Shown(issuedAt)}).");
        }
    }

    private void InspectEnd(double expires, double? issuedAt)
    {
        if (expires - Now > rules.MaxLifetime.TotalSeconds)
        {
            findings.Wrong(
                TokenFindingCode.LifetimeTooLong,
                $"It lives too long: exp is {Ahead(expires)} ahead ({Shown(expires)}), and at most {ShownText.Length(rules.MaxLifetime)} are taken.",
                "Let exp be some minutes after the moment of signing: a token that is stolen is good until then.");
        }
        else if (Now - expires > rules.ClockSkew.TotalSeconds)
        {
            InspectExpired(expires, issuedAt);
        }
        else if (Now > expires)
        {
            findings.Note(TokenFindingCode.ExpiredWithinSkew, $"It ended {Ahead(expires)} ago ({Shown(expires)}) and is still taken: clocks may differ by {ShownText.Length(rules.ClockSkew)}.");
        }
        else
        {
            findings.Right(TokenFindingCode.TimeLeft, $"Valid for {Left(expires)} ({Shown(expires)}).");
        }
    }

    private void InspectExpired(double expires, double? issuedAt)
    {
        if (expires < LeastMoment)
        {
            findings.Wrong(TokenFindingCode.ExpiryIsDuration, $"exp is {(long)expires}: that is a length of time, or no real moment. As a moment it lies in the year {TokenTimes.Moment(expires).Year}.", "exp is the moment at which the token ends: add the lifetime to the seconds since 1970-01-01 UTC.");
            return;
        }

        findings.Wrong(
            TokenFindingCode.Expired,
            $"Expired {Ahead(expires)} ago ({Shown(expires)}).",
            issuedAt >= expires
                ? "exp is not after iat: the backend computes exp wrongly. Let it be some minutes after the moment of signing."
                : "Let the site ask the backend for a new token before the old one ends. If it was made just now, the clock of the backend is slow: set it by a time server.");
    }

    private bool IsAhead(double seconds) => seconds > Now + rules.ClockSkew.TotalSeconds;

    private string Ahead(double seconds) => ShownText.Length(TimeSpan.FromSeconds(Math.Abs(seconds - Now)));

    // "valid for 4 more minutes"
    private string Left(double expires) => Ahead(expires) is var length && length.Split(' ') is [var number, var unit] ? $"{number} more {unit}" : length;

    private static string Shown(double seconds) => ShownText.Utc(TokenTimes.Moment(seconds));

    // A clock that runs fast is off by seconds or minutes; a time zone by whole half hours, up to 14.
    private string ClockRemedy(double seconds, string otherwise)
    {
        var ahead = TimeSpan.FromSeconds(seconds - Now);
        var rest = ahead.TotalMinutes - (Math.Round(ahead / HalfHour) * HalfHour.TotalMinutes);
        var isZone = ahead.TotalMinutes is > 25 and < (14 * 60) + 5 && Math.Abs(rest) < 5;
        return isZone
            ? "That is a difference of time zones: the backend takes its local time for UTC. Let it count the seconds since 1970-01-01 UTC."
            : $"Set the clock of the backend by a time server; clocks may differ by {ShownText.Length(rules.ClockSkew)}. " + otherwise;
    }
}
