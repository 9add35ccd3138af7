using EventAuth.Core.Policies;

namespace EventAuth.Testing.Policies;

/// <summary>The contract's decision table, read for a given event within a given policy.</summary>
public sealed class ContractTable
{
    private readonly Dictionary<string, Row> _rows;

    private ContractTable(Dictionary<string, Row> rows) => _rows = rows;

    public static ContractTable Read() => new(File.ReadLines(ContractFiles.Copy("decision-table.csv"))
        .Skip(1)
        .Select(line => line.Split(','))
        .ToDictionary(cells => string.Join(',', cells[..4]), cells => new Row(cells[4] == "accept", cells[7] == "yes", cells[6])));

    public Row Anonymous(EventPolicy policy, EventName name) => Of(policy, name, "no-token(anonymous)");

    public Row Known(EventPolicy policy, EventName name) => Of(policy, name, "no-token(known)");

    public Row Authenticated(EventPolicy policy, EventName name) => Of(policy, name, "token-valid(authenticated)");

    public Row BadToken(EventPolicy policy, EventName name) => Of(policy, name, "token-invalid");

    private Row Of(EventPolicy policy, EventName name, string caller) =>
        _rows[string.Join(',', EventPolicy.Kinds.Select(kind => Relation(policy, kind, name)).Append(caller))];

    private static string Relation(EventPolicy policy, EventListKind kind, EventName name) =>
        policy[kind].IsEmpty ? "empty" : policy[kind].Contains(name) ? "has" : "nonempty-without";

    public readonly record struct Row(bool Accepted, bool MayChangeData, string Reason);
}
