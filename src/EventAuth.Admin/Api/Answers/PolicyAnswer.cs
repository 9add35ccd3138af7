using System.Text.Json.Serialization;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

/// <summary>A version of the policy.</summary>
/// <param name="revision">The version.</param>
/// <param name="pending">Set in the answer to a change that is on trial.</param>
internal sealed class PolicyAnswer(PolicyRevision revision, PendingChange? pending = null)
{
    public int Version { get; init; } = revision.Version;
    public ListsAnswer Lists { get; init; } = new(revision.Policy);

    /// <summary><c>enforce</c> or <c>monitor</c>.</summary>
    public string Mode { get; init; } = revision.Policy.Mode.ToCode();

    /// <summary>What happens to events on no list: <c>accept</c>, <c>require_jwt</c> or <c>reject</c>.</summary>
    public string OtherEvents { get; init; } = revision.Policy.OtherEvents.ToCode();
    public IReadOnlyList<GuaranteeAnswer> Guarantees { get; init; } =
        [.. revision.Policy.Guarantees.Select(guarantee => new GuaranteeAnswer(guarantee))];
    [JsonIgnore(Condition = WhenWritingNull)] public string? CertificateId { get; init; } = revision.Policy.Certificate?.Id;
    public string AppliedBy { get; init; } = revision.AppliedBy;
    public DateTimeOffset AppliedAt { get; init; } = revision.AppliedAt;
    public string? Comment { get; init; } = revision.Comment;
    [JsonIgnore(Condition = WhenWritingNull)]
    public PendingAnswer? Pending { get; init; } = pending is null ? null : new PendingAnswer(pending);
}

/// <summary>The three lists, each in byte order.</summary>
internal sealed class ListsAnswer(EventPolicy policy)
{
    public IReadOnlyList<string> AnonymousWithoutJwt { get; init; } = NamesOf(policy, EventListKind.AnonymousWithoutJwt);
    public IReadOnlyList<string> UpdateWithoutJwt { get; init; } = NamesOf(policy, EventListKind.UpdateWithoutJwt);
    public IReadOnlyList<string> UpdateWithJwt { get; init; } = NamesOf(policy, EventListKind.UpdateWithJwt);

    private static string[] NamesOf(EventPolicy policy, EventListKind kind) => [.. policy[kind].Select(name => name.Value)];
}

/// <summary>What no change may break.</summary>
internal sealed class GuaranteeAnswer(Guarantee guarantee)
{
    public string Id { get; init; } = guarantee.Id;

    /// <summary>A name, or a pattern with <c>*</c> for any run of characters.</summary>
    public string Events { get; init; } = guarantee.Events.Value;

    /// <summary><c>anonymous</c>, <c>known</c>, <c>authenticated</c> or <c>any</c>.</summary>
    public string Customer { get; init; } = guarantee.Customer.ToCode();

    /// <summary><c>accepted</c>, <c>rejected</c>, <c>no_data_change</c> or <c>data_change</c>.</summary>
    public string Expect { get; init; } = guarantee.Expect.ToCode();
    [JsonIgnore(Condition = WhenWritingNull)] public string? Note { get; init; } = guarantee.Note;
}

/// <summary>A change that is on trial.</summary>
internal sealed class PendingAnswer(PendingChange pending)
{
    public int Version { get; init; } = pending.Version;
    public DateTimeOffset Until { get; init; } = pending.Until;

    /// <summary><c>guard</c> or <c>confirm</c>.</summary>
    public string Kind { get; init; } = pending.Kind.ToCode();
    public int RevertsTo { get; init; } = pending.RevertsTo;
    [JsonIgnore(Condition = WhenWritingNull)] public double? MaxRejectedPercent { get; init; } = pending.MaxRejectedPercent;
}
