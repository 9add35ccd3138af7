using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Tests.Decisions;

public sealed class PolicyMeaningTests
{
    private static readonly ContractTable Table = ContractTable.Read();
    private static readonly EventName Unlisted = EventName.Parse("stands.nowhere");

    /// <summary>Each of the eight possible sets of lists for two events: every relation of the table, alone and mixed.</summary>
    public static TheoryData<int, int> Policies()
    {
        var data = new TheoryData<int, int>();
        for (var first = 0; first < 8; first++)
        {
            for (var second = 0; second < 8; second++)
            {
                data.Add(first, second);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Of_AnonymousList_SaysWhatTheTableSays(int first, int second)
    {
        var policy = Policy(first, second);
        var text = Sentence(policy, EventListKind.AnonymousWithoutJwt);
        var listed = Events(policy);

        var everyone = Table.Anonymous(policy, Unlisted).Accepted;
        Assert.Equal(everyone, text.Contains("every event is accepted from anonymous customers", StringComparison.Ordinal));
        Assert.Equal(!everyone, text.Contains("everything else from them is rejected", StringComparison.Ordinal));
        Assert.Equal(
            everyone && listed.Exists(name => !Table.Anonymous(policy, name).Accepted),
            text.Contains("except the events that require a JWT", StringComparison.Ordinal));
        if (!everyone)
        {
            var accepted = listed.Count(name => Table.Anonymous(policy, name).Accepted);
            Assert.Equal(accepted == 0, text.Contains("no event at all", StringComparison.Ordinal));
            var onList = policy[EventListKind.AnonymousWithoutJwt];
            Assert.Equal(
                listed.Exists(name => !onList.Contains(name) && Table.Anonymous(policy, name).Accepted),
                text.Contains("of the list without JWT below", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Of_UpdateList_SaysWhatTheTableSays(int first, int second)
    {
        var policy = Policy(first, second);
        var text = Sentence(policy, EventListKind.UpdateWithoutJwt);
        var listed = Events(policy);

        var everything = Table.Known(policy, Unlisted).MayChangeData;
        Assert.Equal(everything, text.Contains("every accepted event may change customer data, without proof", StringComparison.Ordinal));
        var changing = listed.Count(name => Table.Known(policy, name).MayChangeData);
        if (!everything && policy[EventListKind.UpdateWithoutJwt].IsEmpty)
        {
            Assert.Equal(0, changing);
            Assert.Contains("no event may change customer data without a JWT", text, StringComparison.Ordinal);
        }
        else if (!everything)
        {
            var here = policy[EventListKind.UpdateWithoutJwt].Count;
            var subject = (changing, here) switch
            {
                (0, 1) => "Not even this event ",
                (0, _) => "None of these 2 events ",
                (1, 1) => "1 event ",
                (1, 2) => "1 of these 2 events ",
                _ => "2 events ",
            };
            Assert.Equal(subject + "may change customer data without proof of identity.", text);
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Of_JwtList_SaysWhatTheTableSays(int first, int second)
    {
        var policy = Policy(first, second);
        var text = Sentence(policy, EventListKind.UpdateWithJwt);

        Assert.Equal(
            Table.Authenticated(policy, Unlisted).MayChangeData,
            text.Contains("every event with a valid one may change customer data", StringComparison.Ordinal));
        Assert.Equal(
            Events(policy).TrueForAll(name => Table.Known(policy, name).Accepted),
            text.Contains("no event requires a JWT", StringComparison.Ordinal));
        foreach (var name in policy[EventListKind.UpdateWithJwt])
        {
            Assert.Contains("accepted only with a valid token, and may change customer data", text, StringComparison.Ordinal);
            Assert.False(Table.Known(policy, name).Accepted);
            Assert.True(Table.Authenticated(policy, name) is { Accepted: true, MayChangeData: true });
        }
    }

    [Theory]
    [MemberData(nameof(Policies))]
    public void Of_EmptyList_SaysWhatEmptyMeansInBold(int first, int second)
    {
        var policy = Policy(first, second);
        foreach (var kind in EventPolicy.Kinds)
        {
            var bold = PolicyMeaning.Of(policy, kind).Any(part => part.Style == MeaningStyle.Strong);

            Assert.Equal(policy[kind].IsEmpty, bold);
        }
    }

    [Fact]
    public void Of_NewInstallation_SaysWhatTheTabOpensWith()
    {
        Assert.Equal(
            "Nothing is listed, so every event is accepted from anonymous customers, except the events that require a JWT.",
            Sentence(EventPolicy.Initial, EventListKind.AnonymousWithoutJwt));
        Assert.Equal(
            "1 of these 2 events may change customer data without proof of identity.",
            Sentence(EventPolicy.Initial, EventListKind.UpdateWithoutJwt));
        Assert.Equal(
            "This event is accepted only with a valid token, and may change customer data.",
            Sentence(EventPolicy.Initial, EventListKind.UpdateWithJwt));
    }

    [Fact]
    public void Of_LongLists_GroupsTheNumbers()
    {
        var policy = EventPolicy.Empty.With(EventListKind.UpdateWithJwt, Enumerable.Range(0, 1234).Select(i => EventName.Parse($"event.{i}")));

        Assert.StartsWith("These 1,234 events are", Sentence(policy, EventListKind.UpdateWithJwt), StringComparison.Ordinal);
    }

    internal static EventPolicy Policy(int first, int second)
    {
        var policy = EventPolicy.Empty;
        foreach (var kind in EventPolicy.Kinds)
        {
            List<EventName> events = [];
            if (((EventLists)first).HasFlag(kind.ToFlag()))
            {
                events.Add(EventName.Parse("first.event"));
            }

            if (((EventLists)second).HasFlag(kind.ToFlag()))
            {
                events.Add(EventName.Parse("second.event"));
            }

            policy = policy.With(kind, events);
        }

        return policy;
    }

    private static List<EventName> Events(EventPolicy policy) => [.. EventPolicy.Kinds.SelectMany(kind => policy[kind]).Distinct()];

    private static string Sentence(EventPolicy policy, EventListKind kind) => string.Concat(PolicyMeaning.Of(policy, kind));
}
