using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using EventAuth.Core.Profiles;

namespace EventAuth.Admin.Api.Answers;

/// <summary>What is known of a customer.</summary>
/// <param name="MoreUuids">True where it has more uuids than the 1,000 that are listed; the export has all of them.</param>
internal sealed record ProfileAnswer(
    string Uuid,
    ImmutableArray<string> Uuids,
    string State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Email,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CustomId,
    IReadOnlyDictionary<string, JsonElement> Attributes,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastSeenAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool MoreUuids)
{
    public static ProfileAnswer Of(Profile profile) => new(
        profile.Uuid,
        profile.Uuids,
        profile.IsRecognized ? "recognized" : "anonymous",
        profile.Email,
        profile.CustomId,
        profile.Attributes,
        profile.CreatedAt,
        profile.LastSeenAt,
        profile.HasMoreUuids);
}
