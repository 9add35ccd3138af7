using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;
using Xunit.Abstractions;

namespace EventAuth.EndToEnd.Tests.Decisions;

/// <summary>One row of the decision table, as in the contract's file.</summary>
public sealed class DecisionRow : IXunitSerializable
{
    private string[] _cells = [];

    public string Caller => _cells[3];

    public int Status => int.Parse(_cells[5], System.Globalization.CultureInfo.InvariantCulture);

    public string Reason => _cells[6];

    public bool MayChangeData => Is(_cells[7], yes: "yes", no: "no");

    /// <summary>Whether a customer without profile gets one; null if the row's customer always has one.</summary>
    public bool? CreatesProfile => _cells[8] == "n/a" ? null : Is(_cells[8], yes: "if no profile", no: "no");

    /// <summary>All rows of the project's copy.</summary>
    public static IEnumerable<DecisionRow> ReadAll() =>
        File.ReadLines(ContractFiles.Copy("decision-table.csv")).Skip(1).Select(line => new DecisionRow { _cells = line.Split(',') });

    /// <summary>The lists of the row for an event: where it is, where it is not but others are, and which are empty.</summary>
    public PolicyLists ListsFor(string action) => new()
    {
        AnonymousWithoutJwt = List(_cells[0], action),
        UpdateWithoutJwt = List(_cells[1], action),
        UpdateWithJwt = List(_cells[2], action),
    };

    public void Deserialize(IXunitSerializationInfo info) => _cells = info.GetValue<string[]>("cells");

    public void Serialize(IXunitSerializationInfo info) => info.AddValue("cells", _cells);

    public override string ToString() => string.Join(' ', _cells[..4]);

    private static string[] List(string cell, string action) => cell switch
    {
        "empty" => [],
        "nonempty-without" => ["somebody.else"],
        "has" => ["somebody.else", action],
        _ => throw new InvalidOperationException($"The table has a list '{cell}'."),
    };

    private static bool Is(string cell, string yes, string no) =>
        cell == yes || (cell == no ? false : throw new InvalidOperationException($"The table has a cell '{cell}'."));
}
