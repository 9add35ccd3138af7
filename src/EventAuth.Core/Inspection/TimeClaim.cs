using EventAuth.Core.Tokens;

namespace EventAuth.Core.Inspection;

/// <summary>Reads <c>exp</c>, <c>nbf</c> and <c>iat</c> by the rules of <see cref="JwtReader"/>, and says what was meant.</summary>
internal static class TimeClaim
{
    private const double SecondsPerYear = 365.2425 * 24 * 60 * 60;

    /// <summary>From 2001 to 2096, in seconds: the range of present times, which shows the unit.</summary>
    public const double EarliestLikely = 1e9;
    private const double LatestLikely = 4e9;

    private static readonly (string Name, double Divisor)[] Units = [("milliseconds", 1e3), ("microseconds", 1e6), ("nanoseconds", 1e9)];

    /// <summary>Seconds since 1970; null if the claim is absent or wrong.</summary>
    public static double? Read(LooseJson claims, string name, FindingList findings)
    {
        if (claims.Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.Number)
        {
            var isText = value.ValueKind == JsonValueKind.String;
            findings.WrongIf(isText, TokenFindingCode.TimeIsText, ("claim", name), ("text", LooseJson.TextOf(value) ?? ""));
            findings.WrongIf(!isText, TokenFindingCode.TimeNotANumber, ("claim", name), ("value", value));
            return null;
        }

        var seconds = value.GetDouble();
        if (double.IsNegative(seconds))
        {
            findings.Wrong(TokenFindingCode.TimeNegative, ("claim", name));
        }
        else if (seconds <= JwtReader.MaxTime)
        {
            return seconds;
        }
        else if (Array.Find(Units, IsLikely) is { Name: { } unit, Divisor: var divisor })
        {
            findings.Wrong(
                TokenFindingCode.TimeInMilliseconds, ("claim", name), ("unit", unit), ("divisor", divisor),
                ("year", Math.Floor(1970 + (seconds / SecondsPerYear))), ("meant", DateTimeOffset.UnixEpoch.AddSeconds(seconds / divisor)));
        }
        else
        {
            findings.Wrong(TokenFindingCode.TimeOutOfRange, ("claim", name), ("value", value));
        }

        return null;

        bool IsLikely((string Name, double Divisor) unit) => seconds / unit.Divisor is >= EarliestLikely and <= LatestLikely;
    }
}
