using EventAuth.Admin.Responses;
using EventAuth.Ingest.Responses;

namespace EventAuth.Admin.Api.Requests;

/// <summary>A body with names of events: <c>{ "actions": [ … ] }</c>.</summary>
internal static class EventNamesBody
{
    /// <summary>Room for the most names, each character escaped.</summary>
    public const int MaxBytes = 256 * 1024;

    private const int MostNames = 1_000;

    /// <summary>Reads the names, or returns the answer that says what is wrong.</summary>
    public static ProblemResult? Read(JsonElement root, out HashSet<EventName> actions)
    {
        actions = [];
        if (!root.TryGetProperty("actions", out var list)
            || list.ValueKind != JsonValueKind.Array
            || list.GetArrayLength() is 0 or > MostNames)
        {
            return ProblemResult.InvalidRequest(
                new ProblemError("actions", "required", $"\"actions\" must be a list of 1 to {MostNames} names of events."));
        }

        foreach (var (place, element) in list.EnumerateArray().Index())
        {
            if (!EventName.TryParse(element.TryGetText(), out var name))
            {
                return ProblemResult.InvalidRequest(
                    new ProblemError($"actions[{place}]", "invalid_value", $"An action has {EventName.Rule}."));
            }

            actions.Add(name);
        }

        return null;
    }
}
