using System.Text.Json.Serialization;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

/// <summary>What was found about the policy in force, the greatest severity first.</summary>
internal sealed record LintAnswer(int Version, IReadOnlyList<FindingAnswer> Items);

/// <summary>Everything of one kind that was found about one list.</summary>
internal sealed class FindingAnswer(PolicyFinding finding)
{
    /// <summary>How many events are listed for each finding.</summary>
    public const int MaxEvents = 100;

    /// <summary>What it is, for example <c>on_both_update_lists</c>.</summary>
    public string Code { get; init; } = finding.Kind.ToCode();

    /// <summary><c>error</c>, <c>warning</c> or <c>info</c>.</summary>
    public string Severity { get; init; } = finding.Severity.ToSnakeCase();

    /// <summary>Whether the list's card shows the yellow badge for it.</summary>
    public bool NeedsAttention { get; init; } = finding.NeedsAttention;

    /// <summary>The list that it is about; left out if it is about the policy as a whole.</summary>
    [JsonIgnore(Condition = WhenWritingNull)]
    public string? List { get; init; } = finding.List?.ToMemberName();

    public string Sentence { get; init; } = string.Concat(finding.ToSentence());

    /// <summary>The first events it is about, in byte order.</summary>
    public IReadOnlyList<string> Events { get; init; } = NamesOf(finding.Events);

    /// <summary>For <c>nearly_the_same</c>: for each event, at the same index, the name that it resembles.</summary>
    [JsonIgnore(Condition = WhenWritingNull)]
    public IReadOnlyList<string>? Resembled { get; init; } = finding.Resembled.IsEmpty ? null : NamesOf(finding.Resembled);

    /// <summary>How many more events it is about.</summary>
    public int More { get; init; } = Math.Max(0, finding.Events.Length - MaxEvents);
    [JsonPropertyName("wayOut")] public FixAnswer Fix { get; init; } = FixAnswer.Of(finding);

    private static string[] NamesOf(IEnumerable<EventName> names) => [.. names.Take(MaxEvents).Select(name => name.Value)];
}
