using System.Text.Json.Serialization;
using EventAuth.Admin.Explanations;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

/// <summary>Why an event is decided as it is, and what would change the verdict.</summary>
/// <param name="explanation">The explanation.</param>
/// <param name="version">The version that decided; null for hypothetical lists.</param>
internal sealed class ExplanationAnswer(Explanation explanation, int? version)
{
    public ExplanationAnswer(RecordedExplanation recorded)
        : this(recorded.Explanation, recorded.Record.PolicyVersion)
    {
        Decision = new DecisionAnswer(recorded.Record);
        Now = NowAnswer.Of(recorded.VersionNow, recorded.Now);
    }

    [JsonIgnore(Condition = WhenWritingNull)] public string? Action { get; init; } = explanation.Event.Action?.Value;
    public string Outcome { get; init; } = DecisionOutcome.Of(explanation.Decision.Accepted);
    public string Code { get; init; } = explanation.Decision.Reason.ToCode();

    /// <summary>The HTTP status of the event's own answer.</summary>
    public int Status { get; init; } = explanation.Decision.Reason.ToStatus();
    public bool MayChangeData { get; init; } = explanation.Decision.MayChangeData;
    public string Sentence { get; init; } = explanation.ToSentence();
    [JsonIgnore(Condition = WhenWritingNull)] public string? DataSentence { get; init; } = explanation.ToDataSentence();
    public int? PolicyVersion { get; init; } = version;

    /// <summary>
    /// <c>form</c>, <c>token</c>, <c>list_with_jwt</c>, <c>list_without_jwt</c>, <c>other_events</c>, <c>valid_token</c>,
    /// <c>known_customer</c> or <c>anonymous_list</c>.
    /// </summary>
    public string DecidingRule { get; init; } = explanation.Rule.ToCode();

    /// <summary>The list that this rule looks at, if any.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? List { get; init; } = explanation.Rule.ToList()?.ToMemberName();

    /// <summary>The rules in order, as far as they were asked.</summary>
    public IReadOnlyList<StepAnswer> Steps { get; init; } = [.. explanation.Steps.Select((step, place) =>
        new StepAnswer(place + 1, step.Rule.ToCode(), step.ToSentence(explanation), step.Decided))];

    /// <summary>
    /// The smallest changes that reverse the outcome, the smallest first. For a recorded decision: starting from the version in force.
    /// </summary>
    public IReadOnlyList<ChangeAnswer> Changes { get; init; } = ChangesOf(explanation.Fixes.Flipping, explanation.Event.Action);

    /// <summary>A sentence if no change of the lists can reverse the outcome.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? NoListsFlip { get; init; } = explanation.ToNoListsSentence();

    /// <summary>If it is accepted without the right to change customer data: the smallest changes that give it.</summary>
    public IReadOnlyList<ChangeAnswer> DataChanges { get; init; } = ChangesOf(explanation.Fixes.GivingRight, explanation.Event.Action);

    /// <summary>What was recorded, if a recorded decision was requested.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public DecisionAnswer? Decision { get; init; }

    /// <summary>How the same event would be handled now, if a recorded decision was requested.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public NowAnswer? Now { get; init; }

    /// <summary>How the same event would have been handled by the version, or at the moment, that was asked for.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public NowAnswer? AsOf { get; init; }

    private static ChangeAnswer[] ChangesOf(ImmutableArray<SuggestedChange> changes, EventName? action) =>
        [.. changes.Select(change => new ChangeAnswer(change, action))];
}

/// <summary>A rule that was checked; the last one decided.</summary>
internal sealed record StepAnswer(int Step, string Rule, string Sentence, bool Decided);

/// <summary>How an event is handled.</summary>
internal sealed class VerdictAnswer(Decision decision, string? sentence = null)
{
    public string Outcome { get; init; } = DecisionOutcome.Of(decision.Accepted);
    public string Code { get; init; } = decision.Reason.ToCode();
    public int Status { get; init; } = decision.Reason.ToStatus();
    public bool MayChangeData { get; init; } = decision.MayChangeData;
    [JsonIgnore(Condition = WhenWritingNull)] public string? Sentence { get; init; } = sentence;
}

/// <summary>How a version handles a recorded event: several verdicts if it depends on something that was not recorded.</summary>
internal sealed record NowAnswer(int PolicyVersion, IReadOnlyList<VerdictAnswer> Verdicts)
{
    public static NowAnswer Of(int version, IEnumerable<Explanation> explanations) =>
        new(version, [.. explanations.Select(each => new VerdictAnswer(each.Decision, each.ToSentence()))]);
}
