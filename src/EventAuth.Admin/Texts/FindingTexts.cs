namespace EventAuth.Admin.Texts;

/// <summary>Says what was found about the lists and the certificate, and what the fix does.</summary>
internal static class FindingTexts
{
    /// <summary>How many events are named; the others are counted.</summary>
    private const int Named = 3;

    /// <summary>The finding in one sentence.</summary>
    public static ImmutableArray<MeaningPart> ToSentence(this PolicyFinding finding) => finding.Kind switch
    {
        PolicyFindingKind.NoCertificate =>
            [new("There is no certificate, so no token is valid: "), MeaningPart.Strong(RejectedNow(finding.Events.Length)), new(".")],
        PolicyFindingKind.OnBothUpdateLists or PolicyFindingKind.OnAnonymousAndJwtList =>
            [
                .. Subject(finding.Events),
                new(" also on the list with JWT below; that list takes priority, so a token is required."),
            ],
        PolicyFindingKind.PageVisitMissing =>
            [
                NameOf(finding.Events[0]),
                new(finding.IsAcceptedElsewhere
                    ? " is not listed; visits of anonymous customers are accepted only because it is on the list without JWT below."
                    : " is not listed, so visits of anonymous customers are rejected."),
            ],
        PolicyFindingKind.OpenToAll =>
            [
                new("Both update lists are empty, so every event may change customer data. "),
                new("Once one of them has an event, the others may not."),
            ],
        PolicyFindingKind.LooksPersonal =>
            [
                .. Names(finding.Events),
                new(finding.Events.Length == 1
                    ? " sounds personal or important but needs no JWT."
                    : " sound personal or important but need no JWT."),
            ],
        PolicyFindingKind.NotSeen =>
            [
                .. Names(finding.Events),
                new($"{(finding.Events.Length == 1 ? " was" : " were")} not accepted in the last {PolicyLint.SeenWithin.Days} days."),
            ],
        PolicyFindingKind.NearlyTheSame => NearlyTheSame(finding),
        PolicyFindingKind.MonitoredForLong =>
            [
                new($"Events have only been monitored for {PolicyLint.MonitoredLong.Days} days or more. "),
                new("As long as that is so, the lists protect nothing."),
            ],
    };

    /// <summary>What the fix does, for a button.</summary>
    public static string ToFix(this PolicyFinding finding) => finding.Fix switch
    {
        Fix.DefineCertificate => "Define the certificate",
        Fix.ReviewList => "Review the list",
        Fix.EndMonitoring => "Enforce the lists",
        Fix.ChangeList change => finding.Kind switch
        {
            PolicyFindingKind.PageVisitMissing => $"Add {change.Add[0]}",
            PolicyFindingKind.OpenToAll when change.List == EventListKind.UpdateWithJwt => $"Require a JWT for {change.Add[0]}",
            PolicyFindingKind.OpenToAll => $"Allow only {change.Add[0]}",
            PolicyFindingKind.LooksPersonal when change.MoveFrom is not null => $"Move {Them(change.Add.Length)} to the list with JWT",
            PolicyFindingKind.LooksPersonal => $"Require a JWT for {Them(change.Add.Length)}",
            PolicyFindingKind.NearlyTheSame when !change.Add.IsEmpty =>
                finding.Events.Length > 1 ? "Correct the names"
                : change.Remove.IsEmpty ? $"Add {change.Add[0]} too"
                : $"Use {change.Add[0]} instead",
            PolicyFindingKind.NearlyTheSame => $"Remove {Them(change.Remove.Length)}",
            PolicyFindingKind.NotSeen => $"Remove {Them(change.Remove.Length)} from this list",
            _ => $"Remove {Them(change.Remove.Length)} here",
        },
        _ => throw new InvalidOperationException($"There are no words for {finding.Fix.GetType().Name}."),
    };

    private static string RejectedNow(int events) =>
        events == 1 ? "this event is always rejected now" : $"these {Numbers.Count("event", events)} are all rejected now";

    // One that is missing on the list should be added; one that is on the list should be replaced or removed.
    private static ImmutableArray<MeaningPart> NearlyTheSame(PolicyFinding finding) => (finding.Events.Length, finding.Fix) switch
    {
        (1, Fix.ChangeList { Remove.IsEmpty: true }) =>
            [.. Pair(finding, 0, " is sent too but not on this list; its name is nearly the same as "), new(".")],
        (1, _) => [.. Pair(finding, 0, " is nearly the same name as "), new(". Is it a typo?")],
        var (count, _) =>
            [
                new($"{Numbers.Count("event", count)} have nearly the same name as another: "),
                .. Listed(count, place => Pair(finding, place, " like ")),
                new("."),
            ],
    };

    private static IEnumerable<MeaningPart> Pair(PolicyFinding finding, int place, string relation) =>
        [NameOf(finding.Events[place]), new(relation), NameOf(finding.Resembled[place])];

    private static IEnumerable<MeaningPart> Subject(ImmutableArray<EventName> events) =>
        events is [var only] ? [NameOf(only), new(" is")] : [new(Numbers.Count("event", events.Length) + " are")];

    /// <summary>"a.one", or "a.one, a.two and a.three", or "a.one, a.two, a.three and 12 more".</summary>
    public static IEnumerable<MeaningPart> Names(ImmutableArray<EventName> events) =>
        Listed(events.Length, place => [NameOf(events[place])]);

    private static IEnumerable<MeaningPart> Listed(int count, Func<int, IEnumerable<MeaningPart>> say)
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
            yield return new($" and {Numbers.Number(count - Named)} more");
        }
    }

    private static MeaningPart NameOf(EventName name) => new(name.Value, MeaningStyle.EventName);

    private static string Them(int count) => count == 1 ? "it" : "them";
}
