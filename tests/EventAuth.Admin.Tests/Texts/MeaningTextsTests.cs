using EventAuth.Admin.Texts;
using EventAuth.Core.Policies;
using EventAuth.Testing.Policies;

namespace EventAuth.Admin.Tests.Texts;

public sealed class MeaningTextsTests
{
    private static readonly ContractTable Table = ContractTable.Read();
    private static readonly EventName Unlisted = EventName.Parse("stands.nowhere");

    [Theory]
    [ClassData(typeof(PolicyPairs))]
    public void Meaning_OfAnonymousList_SaysWhatTheTableSays(int first, int second)
    {
        var policy = PolicyPairs.Policy(first, second);
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
                text.Contains("from the list below", StringComparison.Ordinal));
        }
    }

    [Theory]
    [ClassData(typeof(PolicyPairs))]
    public void Meaning_OfUpdateList_SaysWhatTheTableSays(int first, int second)
    {
        var policy = PolicyPairs.Policy(first, second);
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
    [ClassData(typeof(PolicyPairs))]
    public void Meaning_OfJwtList_SaysWhatTheTableSays(int first, int second)
    {
        var policy = PolicyPairs.Policy(first, second);
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
    [ClassData(typeof(PolicyPairs))]
    public void Meaning_OfEmptyList_SaysWhatEmptyMeansInBold(int first, int second)
    {
        var policy = PolicyPairs.Policy(first, second);
        foreach (var kind in EventPolicy.Kinds)
        {
            var bold = policy.ToMeaning(kind).Any(part => part.Style == MeaningStyle.Strong);

            Assert.Equal(policy[kind].IsEmpty, bold);
        }
    }

    [Fact]
    public void Meaning_OfNewInstallation_SaysWhatTheTabOpensWith()
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
    public void Meaning_OfLongLists_GroupsTheNumbers()
    {
        var policy = EventPolicy.Empty.With(EventListKind.UpdateWithJwt, Enumerable.Range(0, 1234).Select(i => EventName.Parse($"event.{i}")));

        Assert.StartsWith("These 1,234 events are", Sentence(policy, EventListKind.UpdateWithJwt), StringComparison.Ordinal);
    }

    private static List<EventName> Events(EventPolicy policy) => [.. EventPolicy.Kinds.SelectMany(kind => policy[kind]).Distinct()];

    private static string Sentence(EventPolicy policy, EventListKind kind) => string.Concat(policy.ToMeaning(kind));
}
