using System.Text.Json;
using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Reads <c>exp</c>, <c>nbf</c> and <c>iat</c> by the rules of <see cref="JwtReader"/>, and says what was meant.</summary>
internal static class TimeClaim
{
    private const double LastSecond = 253402300799;
    private const double SecondsPerYear = 365.2425 * 24 * 60 * 60;

    // From 2001 to 2096, in seconds: what a present time is near to, whatever its unit.
    private const double EarliestLikely = 1e9;
    private const double LatestLikely = 4e9;

    /// <summary>Seconds since 1970; null where the claim is absent or wrong.</summary>
    public static double? Read(LooseJson claims, string name, FindingList findings)
    {
        if (claims.Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            FindKind(name, value, findings);
            return null;
        }

        var seconds = value.GetDouble();
        if (!double.IsNegative(seconds) && seconds <= LastSecond)
        {
            return seconds;
        }

        FindRange(name, value, seconds, findings);
        return null;
    }

    private static void FindKind(string name, JsonElement value, FindingList findings)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            findings.Wrong(TokenFindingCode.TimeIsText, ("claim", name), ("text", LooseJson.TextOf(value) ?? ""));
        }
        else
        {
            findings.Wrong(TokenFindingCode.TimeNotANumber, ("claim", name), ("value", value));
        }
    }

    private static void FindRange(string name, JsonElement value, double seconds, FindingList findings)
    {
        if (double.IsNegative(seconds))
        {
            findings.Wrong(TokenFindingCode.TimeNegative, ("claim", name));
        }
        else if (UnitOf(seconds) is var (unit, divisor))
        {
            findings.Wrong(
                TokenFindingCode.TimeInMilliseconds, ("claim", name), ("unit", unit), ("divisor", divisor),
                ("year", Math.Floor(1970 + (seconds / SecondsPerYear))),
                ("meant", DateTimeOffset.UnixEpoch.AddSeconds(seconds / divisor)));
        }
        else
        {
            findings.Wrong(TokenFindingCode.TimeOutOfRange, ("claim", name), ("value", value));
        }
    }

    private static (string Unit, double Divisor)? UnitOf(double value)
    {
        foreach (var (unit, divisor) in new[] { ("milliseconds", 1e3), ("microseconds", 1e6), ("nanoseconds", 1e9) })
        {
            if (value / divisor is >= EarliestLikely and <= LatestLikely)
            {
                return (unit, divisor);
            }
        }

        return null;
    }
}
