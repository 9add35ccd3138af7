using EventAuth.Core.Rules;

namespace EventAuth.Admin.Texts;

/// <summary>Says which events a change would accept or reject, by who sends them.</summary>
internal static class EffectTexts
{
    /// <summary>The maximum number of sentences.</summary>
    private const int MaxSentences = 6;

    private const string Gain = "gain the right to change customer data";
    private const string Lose = "lose the right to change customer data";

    /// <summary>Each difference in a sentence; if there are very many, the first ones and how many more there are.</summary>
    /// <param name="comparison">Before and after.</param>
    /// <param name="isDone">Whether the change was applied, and is not only a draft.</param>
    public static IEnumerable<ImmutableArray<MeaningPart>> ToEffects(this RuleComparison comparison, bool isDone = false)
    {
        var named = comparison.Group(comparison.Differing)
            .SelectMany(group => Effects(group.Before, group.After), (group, effect) => (effect, group.Events))
            .GroupBy(each => each.effect)
            .Select(alike => Sentence(FindingTexts.Names([.. alike.SelectMany(each => each.Events).Order()]), alike.Key, isDone));
        var others = comparison.AnyOtherDiffers
            ? Effects(comparison.Before.AnyOther, comparison.After.AnyOther)
                .Select(effect => Sentence([MeaningPart.Strong("All other events")], effect, isDone))
            : [];
        List<ImmutableArray<MeaningPart>> all = [.. others, .. named];
        return all.Count <= MaxSentences
            ? all
            : [.. all.Take(MaxSentences), [new($"And {Numbers.Number(all.Count - MaxSentences)} more changes: see the rules.")]];
    }

    private static IEnumerable<WordedEffect> Effects(EffectiveRule before, EffectiveRule after) =>
        EffectiveRule.Callers.Where(caller => after.DiffersFrom(before, caller))
            .GroupBy(caller => Outcome(before[caller], after[caller]))
            .Select(alike => new WordedEffect(alike.Key.Verb, Senders([.. alike]), alike.Key.Suffix));

    private static (string Verb, string Suffix) Outcome(Decision before, Decision after) => (before, after) switch
    {
        ({ Accepted: true }, { Accepted: false }) => ("be rejected", ""),
        ({ Accepted: false }, { Accepted: false }) => ("be rejected for another reason", ""),
        ({ Accepted: false }, { MayChangeData: true }) => ("be accepted", ", and may change customer data"),
        ({ Accepted: false }, _) => ("be accepted", ""),
        (_, { MayChangeData: true }) => (Gain, ""),
        _ => (Lose, ""),
    };

    private static string Senders(IReadOnlyCollection<Caller> callers)
    {
        var withoutToken = callers.Contains(Caller.Anonymous) && callers.Contains(Caller.Known);
        return string.Join(" and ", callers.Where(caller => !withoutToken || caller != Caller.Known).Select(caller => caller switch
        {
            Caller.Anonymous when withoutToken => "without a token",
            Caller.Anonymous => "from anonymous customers",
            Caller.Known => "from known customers without a token",
            Caller.ValidToken => "with a valid token",
            Caller.BadToken => "with an invalid token",
        }));
    }

    private static ImmutableArray<MeaningPart> Sentence(IEnumerable<MeaningPart> subject, WordedEffect effect, bool isDone) =>
    [
        .. subject,
        new(isDone ? ": now " : " would "),
        MeaningPart.Strong(isDone ? effect.Done : effect.Verb),
        new($" {effect.Senders}{effect.Suffix}."),
    ];

    private sealed record WordedEffect(string Verb, string Senders, string Suffix)
    {
        /// <summary>The same of a change that was applied.</summary>
        public string Done => Verb switch
        {
            Gain => "may change customer data",
            Lose => "may no longer change customer data",
            _ => Verb["be ".Length..],
        };
    }
}
