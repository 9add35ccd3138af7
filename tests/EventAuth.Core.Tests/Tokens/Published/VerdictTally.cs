using System.Text.Json;
using Xunit.Abstractions;

namespace EventAuth.Core.Tests.Tokens.Published;

/// <summary>Counts the verdicts on the cases of one file by name and keeps those that disagree with the published ones.</summary>
internal sealed class VerdictTally(string file)
{
    private readonly SortedDictionary<string, SortedDictionary<string, int>> _counts = new(StringComparer.Ordinal);
    private readonly List<string> _disagreeing = [];
    private readonly List<string> _thirdDisagreeing = [];
    private int _takenWithoutNull;
    private int _cases;
    private int _either;

    public void Count(string name, string verdict)
    {
        _cases++;
        var verdicts = _counts.TryGetValue(name, out var known) ? known : _counts[name] = new SortedDictionary<string, int>(StringComparer.Ordinal);
        verdicts[verdict] = verdicts.GetValueOrDefault(verdict) + 1;
    }

    /// <summary>Compares a verdict with the published one; null if either is right.</summary>
    public void Compare(JsonElement test, bool? expected, bool taken)
    {
        _either += expected is null ? 1 : 0;
        if (expected is { } verdict && verdict != taken)
        {
            _disagreeing.Add(Describe(test, taken));
        }
    }

    /// <summary>
    /// Compares a verdict with BouncyCastle's on the same signature. It may differ in one thing: BouncyCastle accepts a digest's algorithm without its NULL,
    /// which a verifier that compares encodings refuses (RFC 8017, section 8.2.2).
    /// </summary>
    public void CompareThird(JsonElement test, bool ours, bool third)
    {
        if (IsWithoutNull(test) && !ours && third)
        {
            _takenWithoutNull++;
        }
        else if (ours != third)
        {
            _thirdDisagreeing.Add(Describe(test, third));
        }
    }

    /// <summary>Whether the digest's algorithm in the signature lacks its NULL.</summary>
    public static bool IsWithoutNull(JsonElement test) =>
        test.TryGetProperty("flags", out var flags) && flags.EnumerateArray().Any(flag => flag.GetString() == "MissingNull");

    /// <summary>Prints the counts; fails if a verdict disagrees or a case was not seen.</summary>
    public void Close(ITestOutputHelper output, int announced)
    {
        output.WriteLine($"{file}: {_cases} cases, {_disagreeing.Count} disagree, {_either} may go either way");
        output.WriteLine($"  BouncyCastle: {_thirdDisagreeing.Count} differ from ours, beside {_takenWithoutNull} without NULL that it takes");
        foreach (var (name, verdicts) in _counts)
        {
            output.WriteLine($"  {name}: {string.Join(", ", verdicts.Select(verdict => $"{verdict.Value} {verdict.Key}"))}");
        }

        Assert.Empty(_disagreeing);
        Assert.Empty(_thirdDisagreeing);
        Assert.Equal(announced, _cases);
    }

    private static string Describe(JsonElement test, bool taken) => $"{test.GetProperty("tcId")} {test.GetProperty("comment")}: {(taken ? "taken" : "refused")}";
}
