using System.Collections.Immutable;
using System.Text.Json;

namespace EventAuth.Core.Profiles;

/// <summary>What is known of a customer, as people and programs read it.</summary>
/// <param name="Uuid">Its first uuid, lower case.</param>
/// <param name="Uuids">All of them, the first one first.</param>
/// <param name="Email">As sent, or null.</param>
/// <param name="CustomId">As sent, or null.</param>
/// <param name="Attributes">Customer data: each value a JSON scalar.</param>
/// <param name="CreatedAt">When the profile was made, in UTC.</param>
/// <param name="LastSeenAt">When its last event was received, in UTC.</param>
public sealed record Profile(
    string Uuid,
    ImmutableArray<string> Uuids,
    string? Email,
    string? CustomId,
    ImmutableSortedDictionary<string, JsonElement> Attributes,
    DateTimeOffset CreatedAt,
    DateTimeOffset LastSeenAt)
{
    /// <summary>So many uuids are read with a profile; an export has all of them.</summary>
    public const int MostUuids = 1_000;

    /// <summary>The most attributes a profile holds.</summary>
    public const int MaxAttributes = 200;

    /// <summary>Whether it has more uuids than were read.</summary>
    public bool HasMoreUuids { get; init; }

    /// <summary>Recognized as soon as there is an e-mail or a customId.</summary>
    public bool IsRecognized => Email is not null || CustomId is not null;
}
