using System.Globalization;
using System.Text.RegularExpressions;

namespace EventAuth.Benchmarks.Ingest.Load;

/// <summary>What the load generator reports about one run.</summary>
/// <param name="Requests">Answers received.</param>
/// <param name="Seconds">In this time.</param>
/// <param name="Failed">Answers of status 400 and above.</param>
/// <param name="Broken">Connections that failed to connect, read or write, or timed out.</param>
/// <param name="Median">Half of the answers arrived within this, in milliseconds.</param>
/// <param name="P99">99 of 100 arrived within this, in milliseconds.</param>
/// <param name="Longest">The slowest, in milliseconds.</param>
internal sealed partial record LoadResult(long Requests, double Seconds, long Failed, long Broken, double Median, double P99, double Longest)
{
    public double RequestsPerSecond => Requests / Seconds;

    /// <summary>Reads the line that requests.lua prints at the end; its times are in microseconds.</summary>
    public static LoadResult Parse(string output)
    {
        var match = ResultLine().Match(output);
        if (!match.Success)
        {
            throw new FormatException("The load generator gave no result:\n" + output);
        }

        long Number(string name) => long.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture);
        return new LoadResult(
            Number("requests"), Number("duration") / 1e6, Number("failed"), Number("broken"), Number("median") / 1e3, Number("p99") / 1e3, Number("longest") / 1e3);
    }

    [GeneratedRegex(@"^RESULT requests=(?<requests>\d+) duration=(?<duration>\d+) failed=(?<failed>\d+) broken=(?<broken>\d+) median=(?<median>\d+) p99=(?<p99>\d+) longest=(?<longest>\d+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1_000)]
    private static partial Regex ResultLine();
}
