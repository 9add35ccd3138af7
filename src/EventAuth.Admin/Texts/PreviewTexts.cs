using EventAuth.Core.Previews;

namespace EventAuth.Admin.Texts;

/// <summary>Says what a draft would have decided otherwise.</summary>
internal static class PreviewTexts
{
    /// <summary>"of the last 24 hours".</summary>
    public static string ToWords(this PreviewSpan span) => span switch
    {
        PreviewSpan.Hour => "the last hour",
        PreviewSpan.Day => "the last 24 hours",
        PreviewSpan.Week => "the last 7 days",
    };

    /// <summary>How long a span is.</summary>
    public static TimeSpan ToLength(this PreviewSpan span) => span switch
    {
        PreviewSpan.Hour => TimeSpan.FromHours(1),
        PreviewSpan.Day => TimeSpan.FromDays(1),
        PreviewSpan.Week => TimeSpan.FromDays(7),
    };

    /// <summary>"412 of 9,870 events of the last 24 hours would be decided otherwise."</summary>
    /// <param name="effects">How many a sender or a customer would notice.</param>
    public static ImmutableArray<MeaningPart> ToSentence(this PolicyPreview preview, long effects, PreviewSpan span) =>
        preview.Decisions == 0 ? [new($"No event came in {span.ToWords()}.")]
        : effects == 0 ? [new($"None of {Numbers.Count("event", preview.Decisions)} of {span.ToWords()} would be decided otherwise.")]
        : [
            MeaningPart.Strong(Numbers.Number(effects)),
            new($" of {Numbers.Count("event", preview.Decisions)} of {span.ToWords()} would be decided otherwise."),
        ];

    /// <summary>The effects: those that read the same are one.</summary>
    public static IEnumerable<PreviewEffect> ToEffects(this PolicyPreview preview) =>
        from change in preview.Effects
        let sentence = change.ToSentence()
        group (change, sentence) by (change.Action, Text: string.Concat(sentence)) into alike
        let count = alike.Sum(one => one.change.Count)
        orderby count descending
        select new PreviewEffect(alike.Key.Action, count, alike.First().sentence, alike.Max(one => one.change.Samples[0]));

    /// <summary>"from anonymous customers: accepted → rejected (token required but missing)", for an effect.</summary>
    private static ImmutableArray<MeaningPart> ToSentence(this PreviewChange change)
    {
        var (from, to) = (change.From, change.To);
        var sender = change.Customer switch
        {
            CustomerState.Anonymous => "from anonymous customers",
            CustomerState.Known => "from known customers without a token",
            CustomerState.Authenticated => "with a valid token",
        };
        var before = from.Accepted ? "accepted" : "rejected";
        return (from.Accepted, to.Accepted) switch
        {
            (_, false) => [new($"{sender}: {before} → "), MeaningPart.Strong("rejected"), new($" ({to.Reason.ToShort().Small()})")],
            (false, true) => [
                new($"{sender}: {before} → "), MeaningPart.Strong("accepted"),
                new(to.MayChangeData ? ", and may change customer data" : ""),
            ],
            _ => [
                new($"{sender}: accepted → "),
                MeaningPart.Strong(to.MayChangeData ? "may change customer data" : "may no longer change customer data"),
            ],
        };
    }

    /// <summary>What is beside the effects: other reasons for the same outcome, and what was left out.</summary>
    public static IEnumerable<string> ToNotes(this PolicyPreview preview, long effects)
    {
        if (preview.Changed > effects)
        {
            var others = Numbers.Count("event", preview.Changed - effects);
            yield return $"{others} would be accepted or rejected as before, for another reason.";
        }

        if (preview.NotReplayed > 0)
        {
            yield return $"{Numbers.Count("event", preview.NotReplayed)} could not be decided again: it is not kept who sent "
                + (preview.NotReplayed == 1 ? "it." : "them.");
        }
    }
}

/// <summary>Events that would be decided otherwise in the same way.</summary>
/// <param name="Sentence">Who sent them, and what would change for them.</param>
/// <param name="Sample">The number of the newest in the record of decisions.</param>
internal sealed record PreviewEffect(string Action, long Count, ImmutableArray<MeaningPart> Sentence, long Sample);

/// <summary>Of which events a preview is made.</summary>
internal enum PreviewSpan
{
    Hour,
    Day,
    Week,
}
