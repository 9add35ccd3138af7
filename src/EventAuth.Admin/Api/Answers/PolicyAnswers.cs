using System.Diagnostics;
using System.Text.Json.Serialization;
using EventAuth.Admin.Texts;
using EventAuth.Core.Certificates;
using EventAuth.Core.Lint;
using EventAuth.Core.Policies;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

/// <summary>A version of the policy.</summary>
internal sealed class PolicyAnswer(PolicyRevision revision)
{
    public int Version { get; init; } = revision.Version;
    public ListsAnswer Lists { get; init; } = new(revision.Policy);
    [JsonIgnore(Condition = WhenWritingNull)] public string? CertificateId { get; init; } = revision.Policy.Certificate?.Id;
    public string AppliedBy { get; init; } = revision.AppliedBy;
    public DateTimeOffset AppliedAt { get; init; } = revision.AppliedAt;
    public string? Comment { get; init; } = revision.Comment;
}

/// <summary>The three lists, each in byte order.</summary>
internal sealed class ListsAnswer(EventPolicy policy)
{
    public IReadOnlyList<string> AnonymousWithoutJwt { get; init; } = NamesOf(policy, EventListKind.AnonymousWithoutJwt);
    public IReadOnlyList<string> UpdateWithoutJwt { get; init; } = NamesOf(policy, EventListKind.UpdateWithoutJwt);
    public IReadOnlyList<string> UpdateWithJwt { get; init; } = NamesOf(policy, EventListKind.UpdateWithJwt);

    private static string[] NamesOf(EventPolicy policy, EventListKind kind) => [.. policy[kind].Select(name => name.Value)];
}

/// <summary>A certificate that is or was in force. Its id names this definition: the same key defined again gets another one.</summary>
internal sealed class CertificateAnswer(Certificate certificate, string? currentId, int? version)
{
    public string Id { get; init; } = certificate.Id;
    public string State { get; init; } = certificate.Id == currentId ? "current" : "overwritten";

    /// <summary>64 lower-case hexadecimal digits over the DER SubjectPublicKeyInfo.</summary>
    public string Sha256 { get; init; } = certificate.Sha256;
    public int KeySize { get; init; } = certificate.KeySize;
    public DateTimeOffset CreatedAt { get; init; } = certificate.CreatedAt;
    public string CreatedBy { get; init; } = certificate.CreatedBy;

    /// <summary>The policy's version in force; only in the answer to <c>PUT</c>.</summary>
    [JsonIgnore(Condition = WhenWritingNull)] public int? Version { get; init; } = version;
}

/// <summary>What was found about the policy in force, the greatest severity first.</summary>
internal sealed record LintAnswer(int Version, IReadOnlyList<FindingAnswer> Items);

/// <summary>All that was found of one kind about one list.</summary>
internal sealed class FindingAnswer(PolicyFinding finding)
{
    /// <summary>So many events are given of each finding.</summary>
    public const int MaxEvents = 100;

    public string Code { get; init; } = finding.Kind.ToCode();
    public string Severity { get; init; } = finding.Severity.ToSnakeCase();

    /// <summary>Whether the list's card shows the yellow badge for it.</summary>
    public bool NeedsAttention { get; init; } = finding.NeedsAttention;
    public string List { get; init; } = finding.List.ToMemberName();
    public string Sentence { get; init; } = string.Concat(finding.ToSentence());

    /// <summary>The first events it is about, in byte order.</summary>
    public IReadOnlyList<string> Events { get; init; } = NamesOf(finding.Events);

    /// <summary>For <c>nearly_the_same</c>: at the place of each event the name that it resembles.</summary>
    [JsonIgnore(Condition = WhenWritingNull)]
    public IReadOnlyList<string>? Resembled { get; init; } = finding.Resembled.IsEmpty ? null : NamesOf(finding.Resembled);

    /// <summary>How many further events it is about.</summary>
    public int More { get; init; } = Math.Max(0, finding.Events.Length - MaxEvents);
    [JsonPropertyName("wayOut")] public FixAnswer Fix { get; init; } = FixAnswer.Of(finding);

    private static string[] NamesOf(IEnumerable<EventName> names) => [.. names.Take(MaxEvents).Select(name => name.Value)];
}

/// <summary>What can be done about a finding.</summary>
/// <param name="Kind">
/// <c>change_list</c>: the changes, by <c>PUT /policy</c>; <c>define_certificate</c>: by <c>PUT /certificate</c>;
/// <c>review_list</c>: a person has to look.
/// </param>
/// <param name="Words">What it does, as on the button of the console.</param>
/// <param name="Changes">The changes of the lists, to be made together; of many the first.</param>
internal sealed record FixAnswer(string Kind, string Words, IReadOnlyList<ListChangeAnswer> Changes)
{
    public static FixAnswer Of(PolicyFinding finding) => finding.Fix switch
    {
        Fix.ChangeList change => new(
            "change_list",
            finding.ToFix(),
            [
                .. ListChangeAnswer.Of(change.List, "remove", change.Remove),
                .. change.MoveFrom is { } from ? ListChangeAnswer.Of(from, "remove", change.Add) : [],
                .. ListChangeAnswer.Of(change.List, "add", change.Add),
            ]),
        Fix.DefineCertificate => new("define_certificate", finding.ToFix(), []),
        Fix.ReviewList => new("review_list", finding.ToFix(), []),
        _ => throw new UnreachableException(),
    };
}

/// <summary>One event comes to a list (<c>add</c>) or leaves it (<c>remove</c>).</summary>
internal sealed record ListChangeAnswer(string List, string Change, string Action)
{
    public static IEnumerable<ListChangeAnswer> Of(EventListKind list, string change, IEnumerable<EventName> events) =>
        events.Take(FindingAnswer.MaxEvents).Select(name => new ListChangeAnswer(list.ToMemberName(), change, name.Value));
}
