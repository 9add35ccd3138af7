using System.Text.Json.Serialization;
using EventAuth.Admin.Explanations;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

/// <summary>Why an event is decided as it is, and what would decide it otherwise.</summary>
/// <param name="explanation">The explanation.</param>
/// <param name="version">The version that decided; null for lists that are imagined.</param>
internal sealed class ExplanationAnswer(Explanation explanation, int? version)
{
    public ExplanationAnswer(RecordedExplanation recorded)
        : this(recorded.Explanation, recorded.Record.PolicyVersion)
    {
        Decision = new DecisionAnswer(recorded.Record);
        Now = new NowAnswer(recorded.VersionNow, [.. recorded.Now.Select(now => new VerdictAnswer(now.Decision, now.ToSentence()))]);
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
    /// <c>form</c>, <c>token</c>, <c>list_with_jwt</c>, <c>list_without_jwt</c>, <c>valid_token</c>, <c>known_customer</c> or
    /// <c>anonymous_list</c>.
    /// </summary>
    public string DecidingRule { get; init; } = explanation.Rule.ToCode();

    /// <summary>The list that this rule looks at, where it looks at one.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? List { get; init; } = explanation.Rule.ToList()?.ToMemberName();

    /// <summary>The rules in order, as far as they were asked.</summary>
    public IReadOnlyList<StepAnswer> Steps { get; init; } = [.. explanation.Steps.Select((step, place) =>
        new StepAnswer(place + 1, step.Rule.ToCode(), step.ToSentence(explanation), step.Decided))];

    /// <summary>
    /// The smallest changes that turn the outcome round, the smallest first. Where the decision was recorded: from the version in force on.
    /// </summary>
    public IReadOnlyList<ChangeAnswer> Changes { get; init; } = ChangesOf(explanation.Fixes.Flipping, explanation.Event.Action);

    /// <summary>Says so where no change of the lists can turn the outcome round.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public string? NoListsFlip { get; init; } = explanation.ToNoListsSentence();

    /// <summary>Where it is accepted without the right to change customer data: the smallest changes that give it.</summary>
    public IReadOnlyList<ChangeAnswer> DataChanges { get; init; } = ChangesOf(explanation.Fixes.GivingRight, explanation.Event.Action);

    /// <summary>What was recorded, where a recorded decision was asked for.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public DecisionAnswer? Decision { get; init; }

    /// <summary>What would become of the same event now, where a recorded decision was asked for.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public NowAnswer? Now { get; init; }

    private static ChangeAnswer[] ChangesOf(ImmutableArray<SuggestedChange> changes, EventName? action) =>
        [.. changes.Select(change => new ChangeAnswer(change, action))];
}

/// <summary>A rule that was asked; the last one decided.</summary>
internal sealed record StepAnswer(int Step, string Rule, string Sentence, bool Decided);

/// <summary>What becomes of an event.</summary>
internal sealed class VerdictAnswer(Decision decision, string? sentence = null)
{
    public string Outcome { get; init; } = DecisionOutcome.Of(decision.Accepted);
    public string Code { get; init; } = decision.Reason.ToCode();
    public int Status { get; init; } = decision.Reason.ToStatus();
    public bool MayChangeData { get; init; } = decision.MayChangeData;
    [JsonIgnore(Condition = WhenWritingNull)] public string? Sentence { get; init; } = sentence;
}

/// <summary>What would become of a recorded event now: several verdicts where it depends on what was not recorded.</summary>
internal sealed record NowAnswer(int PolicyVersion, IReadOnlyList<VerdictAnswer> Verdicts);
