using System.Text.Json;
using System.Text.Json.Serialization;
using EventAuth.Core.Decisions;
using EventAuth.Core.Profiles;

namespace EventAuth.Admin.Api.Answers;

/// <summary>An accepted event of a customer.</summary>
internal sealed record ActivityAnswer(
    Guid EventId,
    string Action,
    string? Label,
    DateTimeOffset Time,
    DateTimeOffset ReceivedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? OriginalTime,
    JsonElement Params,
    string Reason,
    int PolicyVersion,
    bool ProfileUpdated,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Conflict,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? NotKept)
{
    public static ActivityAnswer Of(Activity activity) => new(
        activity.EventId,
        activity.Action,
        activity.Label,
        activity.Time,
        activity.ReceivedAt,
        activity.OriginalTime,
        JsonElement.Parse(activity.Params),
        activity.Reason.ToCode(),
        activity.PolicyVersion,
        activity.ProfileUpdated,
        activity.Conflict,
        activity.NotKept.IsEmpty ? null : activity.NotKept);
}
