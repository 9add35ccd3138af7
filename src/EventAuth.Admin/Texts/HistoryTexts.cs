namespace EventAuth.Admin.Texts;

/// <summary>Says what a version changed: in the lists, the certificate and the rules for all events.</summary>
internal static class HistoryTexts
{
    /// <summary>How many names a sentence has at most.</summary>
    private const int MostNames = 8;

    /// <summary>Each change in a sentence; none if the two are alike.</summary>
    public static IEnumerable<string> ToChanges(EventPolicy before, EventPolicy after)
    {
        foreach (var kind in EventPolicy.Kinds)
        {
            var (added, removed) = (after[kind].Except(before[kind]), before[kind].Except(after[kind]));
            if (!added.IsEmpty)
            {
                yield return $"Added to {kind.ToQuoted()}: {Names(added)}.";
            }

            if (!removed.IsEmpty)
            {
                yield return $"Removed from {kind.ToQuoted()}: {Names(removed)}.";
            }
        }

        if (before.OtherEvents != after.OtherEvents)
        {
            yield return $"{ModeTexts.OtherEventsTitle}: {before.OtherEvents.ToTitle()} → {after.OtherEvents.ToTitle()}.";
        }

        if (before.Mode != after.Mode)
        {
            yield return $"Mode: {before.Mode.ToTitle()} → {after.Mode.ToTitle()}.";
        }

        if (before.Certificate?.Id != after.Certificate?.Id)
        {
            yield return before.Certificate is null ? "Certificate defined." : "Certificate overwritten.";
        }

        foreach (var change in ToGuaranteeChanges(before, after))
        {
            yield return change;
        }
    }

    /// <summary>Which guarantees come and go.</summary>
    public static IEnumerable<string> ToGuaranteeChanges(EventPolicy before, EventPolicy after)
    {
        foreach (var guarantee in after.Guarantees.Except(before.Guarantees))
        {
            yield return $"Guarantee added: {guarantee.ToSentence()}";
        }

        foreach (var guarantee in before.Guarantees.Except(after.Guarantees))
        {
            yield return $"Guarantee removed: {guarantee.ToSentence()}";
        }
    }

    /// <summary>Whether a change opens or closes anything, for all names that exist or may come.</summary>
    public static string ToSummary(bool opens, bool closes) => (opens, closes) switch
    {
        (false, false) => "Changes nothing for anybody.",
        (true, false) => "Opens: something that was rejected is accepted, or may newly change customer data. Closes nothing.",
        (false, true) => "Closes: something that was accepted is rejected, or may no longer change customer data. Opens nothing.",
        (true, true) => "Opens something and closes something.",
    };

    private static string Names(ImmutableSortedSet<EventName> names) =>
        string.Join(", ", names.Take(MostNames)) + (names.Count > MostNames ? $" and {Numbers.Number(names.Count - MostNames)} more" : "");
}
