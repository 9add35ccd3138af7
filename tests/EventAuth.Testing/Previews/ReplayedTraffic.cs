using EventAuth.Core.Decisions;
using EventAuth.Core.Journal;
using EventAuth.Core.Previews;

namespace EventAuth.Testing.Previews;

/// <summary>What a preview must say, counted from what two servers with different policies answered to the same events.</summary>
public static class ReplayedTraffic
{
    /// <summary>A line for each change, without the samples.</summary>
    /// <param name="customers">Who sent each event, by the first server's policy.</param>
    public static IEnumerable<string> Compare(
        IReadOnlyList<PlainEvent> events, IReadOnlyList<CustomerState> customers, IReadOnlyList<JournalReceipt> from,
        IReadOnlyList<JournalReceipt> to) =>
        Enumerable.Range(0, events.Count)
            .Select(i => (events[i].Action.Value, customers[i], From: AsAnswered(from[i].Decision), To: AsAnswered(to[i].Decision)))
            .Where(pair => pair.From != pair.To)
            .CountBy(pair => pair)
            .Select(alike => Line(alike.Key.Value, alike.Key.Item2, alike.Key.From, alike.Key.To, alike.Value))
            .Order(StringComparer.Ordinal);

    /// <summary>The same lines of a preview.</summary>
    public static IEnumerable<string> Lines(PolicyPreview preview) => preview.Changes
        .Select(change => Line(change.Action, change.Customer, change.From, change.To, change.Count)).Order(StringComparer.Ordinal);

    private static string Line(string action, CustomerState customer, Decision from, Decision to, long count) =>
        $"{action} from {customer}: {from.Reason} {from.MayChangeData} -> {to.Reason} {to.MayChangeData}: {count}";

    private static Decision AsAnswered(Decision decision) => decision with { Reason = decision.Reason.Answered() };
}
