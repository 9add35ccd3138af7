using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Core.Tests.Rules;
using EventAuth.Testing;
using EventAuth.Testing.Policies;

namespace EventAuth.Core.Tests.Decisions;

/// <summary>What happens to events on no list, and that nothing of it reaches those on a list.</summary>
public sealed class OtherEventsTests
{
    // Other events, mode, the lists that are filled (A: anonymous, U: update without JWT, J: with JWT), then the decision on an event that is
    // on none of them, from an anonymous, a known and an authenticated customer: its code, "+" for the right to change data, and in brackets
    // the code with which enforcing would reject it.
    private const string Table =
        """
        accept      enforce  -    anonymous_list_empty+                            known_customer+                authenticated+
        accept      enforce  A    not_allowed_for_anonymous                        known_customer+                authenticated+
        accept      enforce  U    anonymous_list_empty                             known_customer                 authenticated+
        accept      enforce  J    anonymous_list_empty                             known_customer                 authenticated
        accept      enforce  AU   not_allowed_for_anonymous                        known_customer                 authenticated+
        accept      enforce  AJ   not_allowed_for_anonymous                        known_customer                 authenticated
        accept      enforce  UJ   anonymous_list_empty                             known_customer                 authenticated
        accept      enforce  AUJ  not_allowed_for_anonymous                        known_customer                 authenticated
        accept      monitor  -    anonymous_list_empty+                            known_customer+                authenticated+
        accept      monitor  A    anonymous_list_empty[not_allowed_for_anonymous]  known_customer+                authenticated+
        accept      monitor  U    anonymous_list_empty                             known_customer                 authenticated+
        accept      monitor  J    anonymous_list_empty                             known_customer                 authenticated
        accept      monitor  AU   anonymous_list_empty[not_allowed_for_anonymous]  known_customer                 authenticated+
        accept      monitor  AJ   anonymous_list_empty[not_allowed_for_anonymous]  known_customer                 authenticated
        accept      monitor  UJ   anonymous_list_empty                             known_customer                 authenticated
        accept      monitor  AUJ  anonymous_list_empty[not_allowed_for_anonymous]  known_customer                 authenticated
        require_jwt enforce  -    jwt_required                                     jwt_required                   authenticated+
        require_jwt enforce  A    jwt_required                                     jwt_required                   authenticated+
        require_jwt enforce  U    jwt_required                                     jwt_required                   authenticated+
        require_jwt enforce  J    jwt_required                                     jwt_required                   authenticated
        require_jwt enforce  AU   jwt_required                                     jwt_required                   authenticated+
        require_jwt enforce  AJ   jwt_required                                     jwt_required                   authenticated
        require_jwt enforce  UJ   jwt_required                                     jwt_required                   authenticated
        require_jwt enforce  AUJ  jwt_required                                     jwt_required                   authenticated
        require_jwt monitor  -    anonymous_list_empty[jwt_required]               known_customer[jwt_required]   authenticated+
        require_jwt monitor  A    anonymous_list_empty[jwt_required]               known_customer[jwt_required]   authenticated+
        require_jwt monitor  U    anonymous_list_empty[jwt_required]               known_customer[jwt_required]   authenticated+
        require_jwt monitor  J    anonymous_list_empty[jwt_required]               known_customer[jwt_required]   authenticated
        require_jwt monitor  AU   anonymous_list_empty[jwt_required]               known_customer[jwt_required]   authenticated+
        require_jwt monitor  AJ   anonymous_list_empty[jwt_required]               known_customer[jwt_required]   authenticated
        require_jwt monitor  UJ   anonymous_list_empty[jwt_required]               known_customer[jwt_required]   authenticated
        require_jwt monitor  AUJ  anonymous_list_empty[jwt_required]               known_customer[jwt_required]   authenticated
        reject      enforce  -    not_listed                                       not_listed                     not_listed
        reject      enforce  A    not_listed                                       not_listed                     not_listed
        reject      enforce  U    not_listed                                       not_listed                     not_listed
        reject      enforce  J    not_listed                                       not_listed                     not_listed
        reject      enforce  AU   not_listed                                       not_listed                     not_listed
        reject      enforce  AJ   not_listed                                       not_listed                     not_listed
        reject      enforce  UJ   not_listed                                       not_listed                     not_listed
        reject      enforce  AUJ  not_listed                                       not_listed                     not_listed
        reject      monitor  -    anonymous_list_empty[not_listed]                 known_customer[not_listed]     authenticated[not_listed]
        reject      monitor  A    anonymous_list_empty[not_listed]                 known_customer[not_listed]     authenticated[not_listed]
        reject      monitor  U    anonymous_list_empty[not_listed]                 known_customer[not_listed]     authenticated[not_listed]
        reject      monitor  J    anonymous_list_empty[not_listed]                 known_customer[not_listed]     authenticated[not_listed]
        reject      monitor  AU   anonymous_list_empty[not_listed]                 known_customer[not_listed]     authenticated[not_listed]
        reject      monitor  AJ   anonymous_list_empty[not_listed]                 known_customer[not_listed]     authenticated[not_listed]
        reject      monitor  UJ   anonymous_list_empty[not_listed]                 known_customer[not_listed]     authenticated[not_listed]
        reject      monitor  AUJ  anonymous_list_empty[not_listed]                 known_customer[not_listed]     authenticated[not_listed]
        """;

    private static readonly EventName s_subject = EventName.Parse("shop.subject");

    public static TheoryData<string> Rows => [.. Table.Split('\n', StringSplitOptions.TrimEntries)];

    public static TheoryData<string> CellsOfListed =>
        [.. File.ReadLines(ContractFiles.Copy("decision-table.csv")).Skip(1).Where(row => row.Split(',').Take(3).Contains("has"))
            .Where(row => !row.Contains(",token-invalid,", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Decide_EventOnNoList_IsTheCellOfTheTable(string row)
    {
        var cells = row.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var policy = EventPolicy.Kinds.Where(kind => cells[2].Contains("AUJ"[(int)kind], StringComparison.Ordinal))
            .Aggregate(EventPolicy.Empty, (lists, kind) => lists.With(kind, "shop.other"));

        var snapshot = Compile(policy with { OtherEvents = OtherOf(cells[0]), Mode = ModeOf(cells[1]) });

        Assert.Equal(
            cells[3..],
            new[] { CustomerState.Anonymous, CustomerState.Known, CustomerState.Authenticated }
                .Select(customer => Written(EventDecider.Decide(snapshot, s_subject, customer))));
    }

    [Fact]
    public void Table_HasEachCombinationOnce()
    {
        var rows = Table.Split('\n').Select(row => string.Join(' ', row.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(3))).ToList();

        Assert.Equal(3 * 2 * 8, rows.Distinct().Count());
        Assert.Equal(rows.Count, rows.Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(CellsOfListed))]
    public void Decide_EventOnAList_IsTheContractsCellWhateverHappensToOthers(string row)
    {
        var cell = row.Split(',');
        var policy = EventPolicy.Kinds.Aggregate(EventPolicy.Empty, (lists, kind) => lists.With(kind, cell[(int)kind] switch
        {
            "empty" => [],
            "has" => ["shop.subject", "shop.other"],
            _ => ["shop.other"],
        }));
        var customer = cell[3] switch
        {
            "no-token(anonymous)" => CustomerState.Anonymous,
            "no-token(known)" => CustomerState.Known,
            _ => CustomerState.Authenticated,
        };

        Assert.All(Enum.GetValues<OtherEvents>(), others =>
        {
            var decision = EventDecider.Decide(Compile(policy with { OtherEvents = others }), s_subject, customer);

            Assert.Equal(
                new Verdict(cell[6], cell[4] == "accept", cell[7] == "yes"),
                Verdict.Of(decision));
        });
    }

    [Fact]
    public void Status_RejectedForOtherEventsSake_IsThatOfTheContract()
    {
        Assert.Equal((401, "jwt_required"), (DecisionReason.OtherNeedsJwt.ToStatus(), DecisionReason.OtherNeedsJwt.ToCode()));
        Assert.Equal((403, "not_listed"), (DecisionReason.NotListed.ToStatus(), DecisionReason.NotListed.ToCode()));
    }

    private static string Written(Decision decision) =>
        decision.Reason.ToCode() + (decision.MayChangeData ? "+" : "") + (decision.Reason.Monitored() is { } code ? $"[{code.ToCode()}]" : "");

    private static OtherEvents OtherOf(string word) => word switch
    {
        "accept" => OtherEvents.Accept,
        "require_jwt" => OtherEvents.RequireJwt,
        "reject" => OtherEvents.Reject,
        _ => throw new InvalidOperationException(word),
    };

    private static PolicyMode ModeOf(string word) => word == "monitor" ? PolicyMode.Monitor : PolicyMode.Enforce;

    private static PolicySnapshot Compile(EventPolicy policy) =>
        PolicySnapshot.Compile(new PolicyRevision(1, policy, "test", DateTimeOffset.UnixEpoch, null));
}
