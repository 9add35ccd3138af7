using System.Globalization;
using System.Text.Json;

namespace EventAuth.Core.Tokens.Inspection;

/// <summary>Reads <c>exp</c>, <c>nbf</c> and <c>iat</c> by the rules of <see cref="JwtReader"/>, and says what they must have meant.</summary>
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
            var text = LooseJson.TextOf(value) ?? "";
            var remedy = text.Length > 0 && text.All(char.IsAsciiDigit)
                ? $"Write the number without quotation marks: \"{name}\": {(text.Length > 30 ? "…" : text)}."
                : $"Write the moment as a number, the seconds since 1970-01-01 UTC: \"{name}\": 1800000000.";
            findings.Wrong(TokenFindingCode.TimeIsText, $"{name} is the text {ShownText.Quote(text)}, and must be a number.", remedy);
        }
        else
        {
            findings.Wrong(TokenFindingCode.TimeNotANumber, $"{name} is {HeaderInspection.Shown(value)}, and must be a number.", name == "exp" ? "Set it to the moment at which the token ends, in seconds since 1970-01-01 UTC." : "Set it to a moment in seconds since 1970-01-01 UTC, or leave it out.");
        }
    }

    private static void FindRange(string name, JsonElement value, double seconds, FindingList findings)
    {
        if (double.IsNegative(seconds))
        {
            findings.Wrong(TokenFindingCode.TimeNegative, $"{name} is negative: it lies before 1970.", "The backend computes it wrongly. Set it to the seconds since 1970-01-01 UTC.");
        }
        else if (UnitOf(seconds) is var (unit, divisor))
        {
            findings.Wrong(
                TokenFindingCode.TimeInMilliseconds,
                string.Create(CultureInfo.InvariantCulture, $"{name} is in {unit}. As seconds, which it must be, it would lie in the year {Math.Floor(1970 + (seconds / SecondsPerYear)):F0}."),
                string.Create(CultureInfo.InvariantCulture, $"Divide by {divisor:N0} and round down: it means {ShownText.Utc(DateTimeOffset.UnixEpoch.AddSeconds(seconds / divisor))}."));
        }
        else
        {
            findings.Wrong(TokenFindingCode.TimeOutOfRange, $"{name} is {ShownText.Quote(value.GetRawText()).Trim('"')}, which is after the year 9999.", "The backend computes it wrongly. Set it to the seconds since 1970-01-01 UTC.");
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
