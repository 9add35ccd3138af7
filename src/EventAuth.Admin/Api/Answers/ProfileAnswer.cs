using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using EventAuth.Core.Profiles;

namespace EventAuth.Admin.Api.Answers;

/// <summary>
/// What is known of a customer. <see cref="Unproven"/> names the identifiers and attributes that came without a valid token.
/// </summary>
/// <param name="MoreUuids">True where it has more uuids than the 1,000 that are listed; the export has all of them.</param>
internal sealed record ProfileAnswer(
    string Uuid,
    ImmutableArray<string> Uuids,
    string State,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Email,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? CustomId,
    IReadOnlyDictionary<string, JsonElement> Attributes,
    IReadOnlyList<string> Unproven,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastSeenAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool MoreUuids)
{
    private const string EmailName = "email";
    private const string CustomIdName = "customId";

    public static ProfileAnswer Of(Profile profile) => new(
        profile.Uuid,
        profile.Uuids,
        profile.IsRecognized ? "recognized" : "anonymous",
        profile.Email,
        profile.CustomId,
        profile.Attributes,
        [.. UnprovenOf(profile)],
        profile.CreatedAt,
        profile.LastSeenAt,
        profile.HasMoreUuids);

    // An attribute can have the name of an identifier, and is then told from it.
    private static IEnumerable<string> UnprovenOf(Profile profile)
    {
        if (profile.HasUnprovenEmail)
        {
            yield return EmailName;
        }

        if (profile.HasUnprovenCustomId)
        {
            yield return CustomIdName;
        }

        foreach (var name in profile.UnprovenAttributes)
        {
            yield return name is EmailName or CustomIdName ? "attributes." + name : name;
        }
    }
}
