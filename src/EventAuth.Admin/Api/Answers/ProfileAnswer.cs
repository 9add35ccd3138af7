using System.Text.Json.Serialization;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

/// <summary>What is known about a customer.</summary>
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
        // An attribute can have the name of an identifier, and is then marked to differ from it.
        .. profile.UnprovenAttributes.Select(name => name is EmailName or CustomIdName ? "attributes." + name : name),
    ];
    public DateTimeOffset CreatedAt { get; init; } = profile.CreatedAt;
    public DateTimeOffset LastSeenAt { get; init; } = profile.LastSeenAt;

    /// <summary>True if it has more uuids than the 1,000 that are listed; the export has all of them.</summary>
    [JsonIgnore(Condition = WhenWritingDefault)] public bool MoreUuids { get; init; } = profile.HasMoreUuids;
}

/// <summary>Tokens whose <c>iat</c> is not later than this, and those without one, are refused from now on.</summary>
internal sealed record TokensEndedAnswer(DateTimeOffset IssuedUpTo);
