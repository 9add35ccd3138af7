using System.Text.Json.Serialization;
using static System.Text.Json.Serialization.JsonIgnoreCondition;

namespace EventAuth.Admin.Api.Answers;

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
