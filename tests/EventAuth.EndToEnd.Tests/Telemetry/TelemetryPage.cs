using System.Text.RegularExpressions;

namespace EventAuth.EndToEnd.Tests.Telemetry;

/// <summary>The tables of docs/telemetry.md: lines that begin with a name in code marks.</summary>
internal sealed partial class TelemetryPage
{
    private readonly List<string[]> _rows;

    private TelemetryPage(IEnumerable<string> lines) => _rows = [.. lines.Where(line => Row().IsMatch(line)).Select(line => line.Trim('|', ' ').Split('|', StringSplitOptions.TrimEntries))];

    /// <summary>The metrics: name and unit.</summary>
    public IEnumerable<string> Metrics => _rows.Where(row => row.Length == 5).Select(row => $"{Plain(row[0])} {Plain(row[2])}");

    /// <summary>The metrics' attributes, each with its metric.</summary>
    public IEnumerable<string> MetricAttributes => _rows.Where(row => row.Length == 5).SelectMany(row => Codes(row[3]).Select(attribute => $"{Plain(row[0])} {attribute}"));

    /// <summary>The names of the spans.</summary>
    public IEnumerable<string> Spans => _rows.Where(row => row.Length == 3).Select(row => Plain(row[0]));

    /// <summary>The spans' attributes, each with its span.</summary>
    public IEnumerable<string> SpanAttributes => _rows.Where(row => row.Length == 3).SelectMany(row => Codes(row[2]).Select(attribute => $"{Plain(row[0])} {attribute}"));

    public static TelemetryPage Read()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "EventAuth.Admin.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new DirectoryNotFoundException("The tests run outside of the repository.");
        }

        return new TelemetryPage(File.ReadLines(Path.Combine(folder, "docs", "telemetry.md")));
    }

    private static string Plain(string cell) => cell.Trim('`');

    private static IEnumerable<string> Codes(string cell) => Code().Matches(cell).Select(match => match.Groups["code"].Value);

    [GeneratedRegex("^\\| `[^`]+` \\|", RegexOptions.None, 1000)]
    private static partial Regex Row();

    [GeneratedRegex("`(?<code>[^`]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Code();
}
