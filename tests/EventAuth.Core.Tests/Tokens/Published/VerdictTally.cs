using System.Text.Json;
using Xunit.Abstractions;

namespace EventAuth.Core.Tests.Tokens.Published;

/// <summary>Counts the verdicts on the cases of one file by name and keeps those that disagree with the published ones.</summary>
internal sealed class VerdictTally(string file)
{
    private readonly SortedDictionary<string, SortedDictionary<string, int>> _counts = new(StringComparer.Ordinal);
    private readonly List<string> _disagreeing = [];
    private int _cases;
    private int _either;

    public void Count(string name, string verdict)
    {
        _cases++;
        var verdicts = _counts.TryGetValue(name, out var known) ? known : _counts[name] = new SortedDictionary<string, int>(StringComparer.Ordinal);
        verdicts[verdict] = verdicts.GetValueOrDefault(verdict) + 1;
    }

    /// <summary>Compares a verdict with the published one; null where either is right.</summary>
    public void Compare(JsonElement test, bool? expected, bool taken)
    {
        _either += expected is null ? 1 : 0;
        if (expected is { } verdict && verdict != taken)
        {
            _disagreeing.Add($"{test.GetProperty("tcId")} {test.GetProperty("comment")}: {(taken ? "taken" : "refused")}");
        }
    }

    /// <summary>Prints the counts; fails where a verdict disagrees or a case was not seen.</summary>
    public void Close(ITestOutputHelper output, int announced)
    {
        output.WriteLine($"{file}: {_cases} cases, {_disagreeing.Count} disagree, {_either} may go either way");
        foreach (var (name, verdicts) in _counts)
        {
            output.WriteLine($"  {name}: {string.Join(", ", verdicts.Select(verdict => $"{verdict.Value} {verdict.Key}"))}");
        }

        Assert.Empty(_disagreeing);
        Assert.Equal(announced, _cases);
    }
}
