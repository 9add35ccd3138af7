using System.Text.Json.Serialization;
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
