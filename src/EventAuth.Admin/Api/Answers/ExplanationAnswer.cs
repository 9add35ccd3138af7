using System.Collections.Immutable;
using System.Text.Json.Serialization;
using EventAuth.Admin.Explanations;
using EventAuth.Admin.Texts;
using EventAuth.Core.Decisions;
using EventAuth.Core.Explanations;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Api.Answers;

/// <summary>Why an event is decided as it is, and what would decide it otherwise.</summary>
/// <param name="Action">The event's name; absent where it was not recorded.</param>
/// <param name="Outcome"><c>accepted</c> or <c>rejected</c>.</param>
/// <param name="Code">The reason, as the event's own answer has it.</param>
/// <param name="Status">The HTTP status of the event's own answer.</param>
/// <param name="MayChangeData">Whether it may change customer data.</param>
/// <param name="Sentence">Why, in one sentence.</param>
/// <param name="DataSentence">Why an accepted event may or may not change customer data.</param>
/// <param name="PolicyVersion">The version that decided; null for lists that are imagined.</param>
/// <param name="DecidingRule">
/// The rule that decided: <c>form</c>, <c>token</c>, <c>list_with_jwt</c>, <c>list_without_jwt</c>, <c>valid_token</c>,
/// <c>known_customer</c> or <c>anonymous_list</c>.
/// </param>
/// <param name="List">The list that this rule looks at, where it looks at one.</param>
/// <param name="Steps">The rules in order, as far as they were asked.</param>
/// <param name="Changes">
/// The smallest changes that turn the outcome round, the smallest first. Where the decision was recorded: from the version in force on.
/// </param>
/// <param name="NoListsFlip">Says so where no change of the lists can turn the outcome round.</param>
/// <param name="DataChanges">Where it is accepted without the right to change customer data: the smallest changes that give it.</param>
/// <param name="Decision">What was recorded, where a recorded decision was asked for.</param>
/// <param name="Now">What would become of the same event now, where a recorded decision was asked for.</param>
internal sealed record ExplanationAnswer(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Action,
    string Outcome,
    string Code,
    int Status,
    bool MayChangeData,
    string Sentence,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DataSentence,
    int? PolicyVersion,
    string DecidingRule,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? List,
    IReadOnlyList<StepAnswer> Steps,
    IReadOnlyList<ChangeAnswer> Changes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NoListsFlip,
    IReadOnlyList<ChangeAnswer> DataChanges,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DecisionAnswer? Decision = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] NowAnswer? Now = null)
{
    public static ExplanationAnswer Of(Explanation explanation, int? version) => new(
        explanation.Event.Action?.Value,
        OutcomeOf(explanation.Decision),
        explanation.Decision.Reason.ToCode(),
        explanation.Decision.Reason.ToStatus(),
        explanation.Decision.MayChangeData,
        explanation.ToSentence(),
        explanation.ToDataSentence(),
        version,
        explanation.Rule.ToCode(),
        explanation.Rule.ToList()?.ToMemberName(),
        [.. explanation.Steps.Select((step, place) =>
            new StepAnswer(place + 1, step.Rule.ToCode(), step.ToSentence(explanation), step.Decided))],
        ChangesOf(explanation.Fixes.Flipping, explanation.Event.Action),
        explanation.ToNoListsSentence(),
        ChangesOf(explanation.Fixes.GivingRight, explanation.Event.Action));

    public static ExplanationAnswer Of(RecordedExplanation recorded) => Of(recorded.Explanation, recorded.Record.PolicyVersion) with
    {
        Decision = DecisionAnswer.Of(recorded.Record),
        Now = new NowAnswer(
            recorded.VersionNow,
            [.. recorded.Now.Select(now => VerdictAnswer.Of(now.Decision) with { Sentence = now.ToSentence() })]),
    };

    internal static string OutcomeOf(Decision decision) => DecisionOutcome.Of(decision.Accepted);

    private static ChangeAnswer[] ChangesOf(ImmutableArray<SuggestedChange> changes, EventName? action) =>
        [.. changes.Select(change => ChangeAnswer.Of(change, action))];
}

/// <summary>A rule that was asked.</summary>
/// <param name="Step">Its place, from 1 on.</param>
/// <param name="Rule">A stable name.</param>
/// <param name="Sentence">What came of it.</param>
/// <param name="Decided">Whether it decided; the last one does.</param>
internal sealed record StepAnswer(int Step, string Rule, string Sentence, bool Decided);

/// <summary>What becomes of an event.</summary>
/// <param name="Outcome"><c>accepted</c> or <c>rejected</c>.</param>
/// <param name="Code">The reason.</param>
/// <param name="Status">The HTTP status of the event's own answer.</param>
/// <param name="MayChangeData">Whether it may change customer data.</param>
/// <param name="Sentence">Why.</param>
internal sealed record VerdictAnswer(
    string Outcome,
    string Code,
    int Status,
    bool MayChangeData,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Sentence = null)
{
    public static VerdictAnswer Of(Decision decision) =>
        new(ExplanationAnswer.OutcomeOf(decision), decision.Reason.ToCode(), decision.Reason.ToStatus(), decision.MayChangeData);
}

/// <summary>What would become of a recorded event now.</summary>
/// <param name="PolicyVersion">The version in force.</param>
/// <param name="Verdicts">One; more where it depends on what was not recorded.</param>
internal sealed record NowAnswer(int PolicyVersion, IReadOnlyList<VerdictAnswer> Verdicts);
