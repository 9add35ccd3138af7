using System.Collections.Immutable;
using EventAuth.Core.Decisions;
using EventAuth.Core.Policies;

namespace EventAuth.Core.Lint;

/// <summary>Parts of the sentences of findings.</summary>
internal static class FindingWords
{
    /// <summary>So many events are named; the others are counted.</summary>
    private const int Named = 3;

    /// <summary>"a.one", or "a.one, a.two and a.three", or "a.one, a.two, a.three and 12 more".</summary>
    public static IEnumerable<MeaningPart> Names(ImmutableArray<EventName> events) => Listed(events.Length, index => [NameOf(events[index])]);

    /// <summary>The same for things that take more than a name to say.</summary>
    /// <param name="count">How many there are; at least one.</param>
    /// <param name="say">What is said of the one at a place.</param>
    public static IEnumerable<MeaningPart> Listed(int count, Func<int, IEnumerable<MeaningPart>> say)
    {
        for (var i = 0; i < Math.Min(count, Named); i++)
        {
            if (i > 0)
            {
                yield return new(i == count - 1 ? " and " : ", ");
            }

            foreach (var part in say(i))
            {
                yield return part;
            }
        }

        if (count > Named)
        {
            yield return new($" and {PolicyMeaning.Number(count - Named)} more");
        }
    }

    /// <summary>The name of an event, shown as one.</summary>
    public static MeaningPart NameOf(EventName name) => new(name.Value, MeaningStyle.EventName);

    /// <summary>"it" or "them".</summary>
    public static string Them(int count) => count == 1 ? "it" : "them";
}
