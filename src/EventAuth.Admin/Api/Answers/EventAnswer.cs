using System.Text.Json.Serialization;

namespace EventAuth.Admin.Api.Answers;

/// <summary>An entry of the event catalogue, with the lists it is on.</summary>
internal sealed class EventAnswer(EventDefinition definition, EventLists lists)
{
    public string Action { get; init; } = definition.Action.Value;
    public string DisplayName { get; init; } = definition.DisplayName;
    public string Description { get; init; } = definition.Description;
    public string Category { get; init; } = definition.Category;

    /// <summary><c>standard</c>, <c>custom</c> or <c>discovered</c>.</summary>
    public string Source { get; init; } = definition.Source.ToSnakeCase();

    /// <summary>When one was last accepted.</summary>
    public DateTimeOffset? LastSeenAt { get; init; } = definition.LastSeenAt;

    /// <summary>The lists it is on, by the names they have in a policy.</summary>
    public IReadOnlyList<string> Lists { get; init; } =
        [.. EventPolicy.Kinds.Where(kind => lists.HasFlag(kind.ToFlag())).Select(kind => kind.ToMemberName())];
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] public bool Hidden { get; init; } = definition.Hidden;
}

/// <summary>1 to 1,000 names: those to change, and in the answer those that were. Entries other than discovered are ignored.</summary>
internal sealed record EventNames(IReadOnlyList<string> Actions);
