using System.Text.Json.Serialization;
using EventAuth.Admin.Previews;
using EventAuth.Core.Previews;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

/// <summary>What a draft would have decided otherwise.</summary>
internal sealed class PreviewAnswer(PreviewQuestion question, PolicyPreview preview)
{
    /// <summary>The version in force when it was asked.</summary>
    public int BasedOn { get; init; } = question.BasedOn;
    public DateTimeOffset Since { get; init; } = question.Since;
    public DateTimeOffset Until { get; init; } = question.Until;

    /// <summary>How many decisions were recorded in the span.</summary>
    public long Decisions { get; init; } = preview.Decisions;

    /// <summary>How many of them would be others.</summary>
    public long Changed { get; init; } = preview.Changed;

    /// <summary>By count, the most first.</summary>
    public IReadOnlyList<PreviewChangeAnswer> Changes { get; init; } =
        [.. preview.Changes.Select(change => new PreviewChangeAnswer(change))];

    /// <summary>How many could not be decided again, because it is not kept who sent them.</summary>
    public long NotReplayed { get; init; } = preview.NotReplayed;
}

/// <summary>Decisions that would be made otherwise in the same way.</summary>
internal sealed class PreviewChangeAnswer(PreviewChange change)
{
    public string Action { get; init; } = change.Action;

    /// <summary>Who sent them, by the policy that decided: <c>anonymous</c>, <c>known</c> or <c>authenticated</c>.</summary>
    public string Customer { get; init; } = change.Customer.ToSnakeCase();
    public OutcomeAnswer From { get; init; } = new(change.From);
    public OutcomeAnswer To { get; init; } = new(change.To);
    public long Count { get; init; } = change.Count;

    /// <summary>The ids of some of them in the record of decisions, the newest first.</summary>
    public IReadOnlyList<string> Samples { get; init; } = [.. change.Samples.Select(id => id.ToString(CultureInfo.InvariantCulture))];
}

/// <summary>How far a preview is.</summary>
/// <param name="Status"><c>running</c>, <c>done</c> or <c>cancelled</c>.</param>
/// <param name="Progress">From 0 to 1.</param>
/// <param name="Result">When it is done.</param>
internal sealed record PreviewRunAnswer(
    string Status, double Progress, [property: JsonIgnore(Condition = WhenWritingNull)] PreviewAnswer? Result)
{
    public const string Running = "running";
    public const string Done = "done";
    public const string Cancelled = "cancelled";
}
