using EventAuth.Core.Certificates;
using EventAuth.Core.Decisions;
using EventAuth.Core.Explanations;
using EventAuth.Core.Policies;

namespace EventAuth.Testing.Policies;

/// <summary>One row of the contract's table as something that can be explained.</summary>
public sealed record ExplainedCell(EventPolicy Policy, EventCase Event, string Caller, bool Accepted, string Code, bool MayChangeData)
{
    public static readonly EventName Subject = EventName.Parse("shop.subject");
    private static readonly EventName Other = EventName.Parse("shop.other");
    private static readonly Certificate Key = new("c1", "PEM", new string('0', 64), 2048, DateTimeOffset.UnixEpoch, "anna@shop.example");

    public static IEnumerable<string> Rows => File.ReadLines(ContractFiles.Copy("decision-table.csv")).Skip(1);

    public static ExplainedCell Read(string row)
    {
        var cells = row.Split(',');
        var policy = EventPolicy.Kinds.Aggregate(EventPolicy.Empty.With(Key), (lists, kind) => lists.With(kind, Content(cells[(int)kind])));
        return new ExplainedCell(policy, EventOf(cells[3]), cells[3], cells[4] == "accept", cells[6], cells[7] == "yes");
    }

    /// <summary>Each list empty, with others alone, with the event alone, or with both.</summary>
    public static IEnumerable<EventPolicy> AllPolicies()
    {
        EventName[][] contents = [[], [Other], [Subject], [Other, Subject]];
        return from first in contents
               from second in contents
               from third in contents
               select EventPolicy.Empty.With(Key).With(EventListKind.AnonymousWithoutJwt, first).With(EventListKind.UpdateWithoutJwt, second).With(EventListKind.UpdateWithJwt, third);
    }

    private static EventCase EventOf(string caller) => caller switch
    {
        "no-token(anonymous)" => new(Subject, PresentedToken.None, CustomerState.Anonymous),
        "no-token(known)" => new(Subject, PresentedToken.None, CustomerState.Known),
        "token-valid(authenticated)" => new(Subject, PresentedToken.Valid, CustomerState.Known),
        "token-invalid" => new(Subject, PresentedToken.Invalid, CustomerState.Anonymous),
        _ => throw new InvalidOperationException($"The table has a caller '{caller}'."),
    };

    private static EventName[] Content(string list) => list switch
    {
        "empty" => [],
        "has" => [Subject, Other],
        _ => [Other],
    };
}
