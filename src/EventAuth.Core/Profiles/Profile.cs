namespace EventAuth.Core.Profiles;

/// <summary>What is known about a customer, as people and programs read it.</summary>
/// <param name="Uuid">The first of its uuids, lower case.</param>
/// <param name="Uuids">All of them, the first one first.</param>
/// <param name="Email">As sent, or null.</param>
/// <param name="CustomId">As sent, or null.</param>
/// <param name="Attributes">Customer data: each value a JSON scalar.</param>
/// <param name="CreatedAt">When the profile was created, in UTC.</param>
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
    /// <summary>How many uuids are read with a profile; an export has all of them.</summary>
    public const int MostUuids = 1_000;

    /// <summary>The most attributes a profile holds.</summary>
    public const int MaxAttributes = 200;

    /// <summary>The most attributes of a profile that came without proof.</summary>
    public const int MaxUnproven = 100;

    /// <summary>Whether a token carried the e-mail.</summary>
    public bool EmailProven { get; init; }

    /// <summary>Whether a token carried the customId.</summary>
    public bool CustomIdProven { get; init; }

    /// <summary>Whether there is an e-mail that anybody could have sent.</summary>
    public bool HasUnprovenEmail => Email is not null && !EmailProven;

    /// <summary>Whether there is a customId that anybody could have sent.</summary>
    public bool HasUnprovenCustomId => CustomId is not null && !CustomIdProven;

    /// <summary>The names of the attributes that came without proof.</summary>
    public ImmutableSortedSet<string> UnprovenAttributes { get; init; } = [];

    /// <summary>Whether it has more uuids than were read.</summary>
    public bool HasMoreUuids { get; init; }

    /// <summary>Recognized as soon as there is an e-mail or a customId.</summary>
    public bool IsRecognized => Email is not null || CustomId is not null;
}
