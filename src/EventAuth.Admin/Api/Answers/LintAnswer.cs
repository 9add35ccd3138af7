using System.Text.Json.Serialization;
using EventAuth.Admin.Texts;
using EventAuth.Core.Lint;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Api.Answers;

/// <summary>What was found about the policy in force.</summary>
/// <param name="Version">The version of the policy.</param>
/// <param name="Items">The findings, the greatest severity first.</param>
internal sealed record LintAnswer(int Version, IReadOnlyList<FindingAnswer> Items)
{
    public static LintAnswer Of(PolicyRevision revision, IEnumerable<PolicyFinding> findings) =>
        new(revision.Version, [.. findings.Select(FindingAnswer.Of)]);
}

/// <summary>All that was found of one kind about one list.</summary>
/// <param name="Code">What it is, for example <c>on_both_update_lists</c>.</param>
/// <param name="Severity"><c>error</c>, <c>warning</c> or <c>info</c>.</param>
/// <param name="NeedsAttention">Whether the list's card shows the yellow badge for it.</param>
/// <param name="List">The list, by the name it has in a policy.</param>
/// <param name="Sentence">One sentence for people.</param>
/// <param name="Events">The first events it is about, in byte order; at most 100.</param>
/// <param name="Resembled">For <c>nearly_the_same</c>: at the place of each event the name that it resembles.</param>
/// <param name="More">How many further events it is about.</param>
/// <param name="Fix">What can be done about it.</param>
internal sealed record FindingAnswer(
    string Code,
    string Severity,
    bool NeedsAttention,
    string List,
    string Sentence,
    IReadOnlyList<string> Events,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Resembled,
    int More,
    [property: JsonPropertyName("wayOut")] FixAnswer Fix)
{
    /// <summary>So many events are given of each finding.</summary>
    public const int MaxEvents = 100;

    public static FindingAnswer Of(PolicyFinding finding) => new(
        finding.Kind.ToCode(),
        ToWord(finding.Severity),
        finding.NeedsAttention,
        finding.List.ToMemberName(),
        string.Concat(finding.ToSentence()),
        NamesOf(finding.Events),
        finding.Resembled.IsEmpty ? null : NamesOf(finding.Resembled),
        Math.Max(0, finding.Events.Length - MaxEvents),
        FixAnswer.Of(finding));

    private static string[] NamesOf(IEnumerable<EventName> names) => [.. names.Take(MaxEvents).Select(name => name.Value)];

    private static string ToWord(PolicyFindingSeverity severity) => severity switch
    {
        PolicyFindingSeverity.Error => "error",
        PolicyFindingSeverity.Warning => "warning",
        PolicyFindingSeverity.Info => "info",
    };
}
