using System.Text.Json.Serialization;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Api.Answers;

/// <summary>A version of the policy.</summary>
internal sealed record PolicyAnswer(
    int Version,
    ListsAnswer Lists,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CertificateId,
    string AppliedBy,
    DateTimeOffset AppliedAt,
    string? Comment)
{
    public static PolicyAnswer Of(PolicyRevision revision) => new(
        revision.Version,
        ListsAnswer.Of(revision.Policy),
        revision.Policy.Certificate?.Id,
        revision.AppliedBy,
        revision.AppliedAt,
        revision.Comment);
}

/// <summary>The three lists, each in byte order.</summary>
internal sealed record ListsAnswer(
    IReadOnlyList<string> AnonymousWithoutJwt, IReadOnlyList<string> UpdateWithoutJwt, IReadOnlyList<string> UpdateWithJwt)
{
    public static ListsAnswer Of(EventPolicy policy) => new(
        NamesOf(policy, EventListKind.AnonymousWithoutJwt),
        NamesOf(policy, EventListKind.UpdateWithoutJwt),
        NamesOf(policy, EventListKind.UpdateWithJwt));

    private static string[] NamesOf(EventPolicy policy, EventListKind kind) => [.. policy[kind].Select(name => name.Value)];
}
