using System.Text.Json.Serialization;
using EventAuth.Core.Catalog;
using EventAuth.Core.Policies;

namespace EventAuth.Admin.Api.Answers;

/// <summary>An entry of the event catalogue.</summary>
/// <param name="Action">The event's name.</param>
/// <param name="DisplayName">What people call it.</param>
/// <param name="Description">What it means.</param>
/// <param name="Category">Where it belongs.</param>
/// <param name="Source"><c>standard</c>, <c>custom</c> or <c>discovered</c>.</param>
/// <param name="LastSeenAt">When one was last accepted.</param>
/// <param name="Lists">The lists on which it stands, by the names they have in a policy.</param>
/// <param name="Hidden">Whether people asked not to be shown it.</param>
internal sealed record EventAnswer(
    string Action,
    string DisplayName,
    string Description,
    string Category,
    string Source,
    DateTimeOffset? LastSeenAt,
    IReadOnlyList<string> Lists,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Hidden)
{
    public static EventAnswer Of(EventDefinition definition, EventLists lists) => new(
        definition.Action.Value,
        definition.DisplayName,
        definition.Description,
        definition.Category,
        ToWord(definition.Source),
        definition.LastSeenAt,
        [.. EventPolicy.Kinds.Where(kind => lists.HasFlag(kind.ToFlag())).Select(kind => kind.ToMemberName())],
        definition.Hidden);

    private static string ToWord(EventSource source) => source switch
    {
        EventSource.Standard => "standard",
        EventSource.Custom => "custom",
        EventSource.Discovered => "discovered",
    };
}
