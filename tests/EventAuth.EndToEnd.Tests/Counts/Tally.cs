using System.Text.Json;

namespace EventAuth.EndToEnd.Tests.Counts;

/// <summary>Events by reason, and by name and outcome.</summary>
internal sealed class Tally
{
    private static readonly string[] s_accepting = ["listed_anonymous", "listed_with_jwt"];

    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);

    /// <summary>The counts whose keys are known.</summary>
    public IReadOnlyDictionary<string, long> Counts => _counts;

    /// <summary>All events.</summary>
    public long Events => _counts.Where(count => count.Key.StartsWith("code ", StringComparison.Ordinal)).Sum(count => count.Value);

    /// <summary>Adds the events of a request.</summary>
    public void Add(MixedRequest request)
    {
        foreach (var (code, action, count) in request.Tally)
        {
            Add("code " + code, count);
            Add($"{(s_accepting.Contains(code) ? "accepted" : "rejected")} {action}", count);
        }
    }

    /// <summary>What the program says.</summary>
    public static Tally Read(JsonElement overview)
    {
        var tally = new Tally();
        foreach (var code in overview.GetProperty("codes").EnumerateArray())
        {
            tally.Add("code " + code.GetProperty("code").GetString(), code.GetProperty("count").GetInt64());
        }

        foreach (var action in overview.GetProperty("actions").EnumerateArray())
        {
            tally.Add("accepted " + action.GetProperty("action").GetString(), action.GetProperty("accepted").GetInt64());
            tally.Add("rejected " + action.GetProperty("action").GetString(), action.GetProperty("rejected").GetInt64());
        }

        return tally;
    }

    /// <summary>Both together.</summary>
    public Tally With(Tally other)
    {
        var sum = new Tally();
        foreach (var (key, count) in _counts.Concat(other._counts))
        {
            sum.Add(key, count);
        }

        return sum;
    }

    private void Add(string key, long count)
    {
        if (count > 0)
        {
            _counts[key] = _counts.GetValueOrDefault(key) + count;
        }
    }
}
