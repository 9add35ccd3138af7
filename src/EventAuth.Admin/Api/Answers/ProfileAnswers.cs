using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using EventAuth.Core.Decisions;
using EventAuth.Core.Profiles;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

/// <summary>What is known of a customer.</summary>
internal sealed class ProfileAnswer(Profile profile)
{
    private const string EmailName = "email";
    private const string CustomIdName = "customId";

    public string Uuid { get; init; } = profile.Uuid;
    public ImmutableArray<string> Uuids { get; init; } = profile.Uuids;
    public string State { get; init; } = profile.IsRecognized ? "recognized" : "anonymous";
    [JsonIgnore(Condition = WhenWritingNull)] public string? Email { get; init; } = profile.Email;
    [JsonIgnore(Condition = WhenWritingNull)] public string? CustomId { get; init; } = profile.CustomId;
    public IReadOnlyDictionary<string, JsonElement> Attributes { get; init; } = profile.Attributes;

    /// <summary>The identifiers and attributes that came without a valid token.</summary>
    public IReadOnlyList<string> Unproven { get; init; } =
    [
        .. profile.HasUnprovenEmail ? [EmailName] : Array.Empty<string>(),
        .. profile.HasUnprovenCustomId ? [CustomIdName] : Array.Empty<string>(),
        // An attribute can have the name of an identifier, and is then told from it.
        .. profile.UnprovenAttributes.Select(name => name is EmailName or CustomIdName ? "attributes." + name : name),
    ];
    public DateTimeOffset CreatedAt { get; init; } = profile.CreatedAt;
    public DateTimeOffset LastSeenAt { get; init; } = profile.LastSeenAt;

    /// <summary>True where it has more uuids than the 1,000 that are listed; the export has all of them.</summary>
    [JsonIgnore(Condition = WhenWritingDefault)] public bool MoreUuids { get; init; } = profile.HasMoreUuids;
}

/// <summary>How an identifier came to a customer.</summary>
internal sealed class IdentifierAnswer(ProfileLink link)
{
    public string Kind { get; init; } = link.Kind.ToWord();

    /// <summary>In the form in which identifiers of the kind are compared.</summary>
    public string Value { get; init; } = link.Value;
    public DateTimeOffset LinkedAt { get; init; } = link.LinkedAt;

    /// <summary>
    /// <c>none</c>, <c>token</c>, <c>sent_with_token</c> or <c>server</c>; <c>taken</c> where another customer's token took it.
    /// </summary>
    public string Proof { get; init; } = link.Proof.ToSnakeCase();

    /// <summary>The event that brought or took it.</summary>
    public Guid EventId { get; init; } = link.EventId;
}

/// <summary>An accepted event of a customer.</summary>
internal sealed class ActivityAnswer(Activity activity)
{
    public Guid EventId { get; init; } = activity.EventId;
    public string Action { get; init; } = activity.Action;
    public string? Label { get; init; } = activity.Label;
    public DateTimeOffset Time { get; init; } = activity.Time;
    public DateTimeOffset ReceivedAt { get; init; } = activity.ReceivedAt;
    [JsonIgnore(Condition = WhenWritingNull)] public DateTimeOffset? OriginalTime { get; init; } = activity.OriginalTime;
    public JsonElement Params { get; init; } = JsonElement.Parse(activity.Params);
    public string Reason { get; init; } = activity.Reason.ToCode();
    public int PolicyVersion { get; init; } = activity.PolicyVersion;
    public bool ProfileUpdated { get; init; } = activity.ProfileUpdated;
    [JsonIgnore(Condition = WhenWritingDefault)] public bool Conflict { get; init; } = activity.Conflict;
    [JsonIgnore(Condition = WhenWritingNull)]
    public IReadOnlyList<string>? NotKept { get; init; } = activity.NotKept.IsEmpty ? null : activity.NotKept;
}

/// <summary>
/// All that is kept of a customer: the profile, how its identifiers came to it, and its activities, those received last first. Written a
/// part at a time.
/// </summary>
internal sealed record CustomerFile(
    DateTimeOffset ExportedAt,
    ProfileAnswer Profile,
    IAsyncEnumerable<IdentifierAnswer> Identifiers,
    IAsyncEnumerable<ActivityAnswer> Activities);

/// <summary>Tokens whose <c>iat</c> is not later than this, and those without one, are refused from now on.</summary>
internal sealed record TokensEndedAnswer(DateTimeOffset IssuedUpTo);
