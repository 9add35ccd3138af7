using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;
using EventAuth.Testing;

namespace EventAuth.Core.Tests.Decisions;

public sealed class EventDeciderTests
{
    private static readonly EventName Subject = EventName.Parse("shop.subject");
    private static readonly EventName Other = EventName.Parse("shop.other");

    /// <summary>The rows of the contract's table that reach the decider: all except those of invalid tokens.</summary>
    public static TheoryData<string> Cells() =>
        [.. File.ReadAllLines(ContractFiles.Copy("decision-table.csv")).Skip(1).Where(row => !row.Contains(",token-invalid,", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Cells))]
    public void Decide_EachCellOfTheContract_Agrees(string row)
    {
        var cell = row.Split(',');
        var policy = EventPolicy.Empty;
        foreach (var kind in EventPolicy.Kinds)
        {
            policy = policy.With(kind, Content(cell[(int)kind]));
        }

        var snapshot = PolicySnapshot.Compile(new PolicyRevision(1, policy, "test", DateTimeOffset.UnixEpoch, null));
        var customer = cell[3] switch
        {
            "no-token(anonymous)" => CustomerState.Anonymous,
            "no-token(known)" => CustomerState.Known,
            _ => CustomerState.Authenticated,
        };

        var decision = EventDecider.Decide(snapshot, Subject, customer);

        Assert.Equal(cell[4] == "accept", decision.Accepted);
        Assert.Equal(cell[6], decision.Reason.ToCode());
        Assert.Equal(cell[7] == "yes", decision.MayChangeData);
    }

    [Fact]
    public void Reason_EachCode_LeadsBackToTheReasonThatIsAnswered()
    {
        foreach (var reason in Enum.GetValues<DecisionReason>())
        {
            Assert.True(DecisionReasonExtensions.TryParse(reason.ToCode(), out var again));
            Assert.Equal(reason.Answered(), again);
            Assert.Equal(reason.ToCode(), again.ToCode());
        }
    }

    [Theory]
    [InlineData("other_needs_jwt")]
    [InlineData("monitored_known_needs_jwt")]
    [InlineData("monitored_anonymous_other_needs_jwt")]
    [InlineData("Not_Listed")]
    [InlineData("")]
    public void Reason_NoCodeOfTheContract_IsNotParsed(string code) => Assert.False(DecisionReasonExtensions.TryParse(code, out _));

    private static EventName[] Content(string list) => list switch
    {
        "empty" => [],
        "has" => [Subject, Other],
        _ => [Other],
    };
}
