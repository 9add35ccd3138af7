using System.Text.Json;
using EventAuth.EndToEnd.Tests.Harness;

namespace EventAuth.EndToEnd.Tests.Durability.Stored;

/// <summary>Compares what the admin API returns with what is stored.</summary>
internal static class ApiComparison
{
    private const int Page = 1_000;
    private const int AtOnce = 4;

    /// <summary>Reads these customers and the newest decisions. Returns a sentence for each difference.</summary>
    public static async Task<IReadOnlyList<string>> FindDifferencesAsync(AdminApi api, StoredState state, IEnumerable<string> uuids)
    {
        var differences = new List<string>();
        var events = state.Events.ToLookup(row => state.Resolve(row.ProfileId));
        var identifiers = state.Owners.Where(pair => pair.Key.Kind == StoredState.UuidKind).ToLookup(pair => pair.Value, pair => pair.Key.Value);
        foreach (var some in uuids.Chunk(AtOnce))
        {
            var found = await Task.WhenAll(some.Select(uuid => FindDifferenceAsync(api, uuid, state, events, identifiers)));
            differences.AddRange(found.OfType<string>());
        }

        var decisions = (await api.GetAsync($"/api/v1/decisions?outcome=accepted&limit={Page}")).Expect(200);
        if (!Ids(decisions.Json).SequenceEqual(state.Events.Reverse().Take(Page).Select(row => row.EventId)))
        {
            differences.Add("The newest decisions are not the newest rows.");
        }

        return differences;
    }

    private static async Task<string?> FindDifferenceAsync(
        AdminApi api, string uuid, StoredState state, ILookup<long, StoredEvent> events, ILookup<long, string> identifiers)
    {
        var profile = await api.FindProfileAsync(uuid);
        if (!state.Owners.TryGetValue((StoredState.UuidKind, uuid), out var owner))
        {
            return profile is null ? null : $"The API knows {uuid}, of which nothing is stored.";
        }

        if (profile is null)
        {
            return $"The API does not know {uuid}.";
        }

        var told = profile.Value.GetProperty("uuids").EnumerateArray().Select(value => value.GetString()!);
        if (!told.ToHashSet().SetEquals(identifiers[owner]))
        {
            return $"The API gives other uuids of {uuid} than are stored.";
        }

        var activities = await ActivitiesAsync(api, uuid);
        return activities.Order(StringComparer.Ordinal).SequenceEqual(events[owner].Select(row => row.EventId).Order(StringComparer.Ordinal))
            ? null
            : $"The API lists {activities.Count} activities of {uuid}, and {events[owner].Count()} are stored, or they are not the same.";
    }

    private static async Task<List<string>> ActivitiesAsync(AdminApi api, string uuid)
    {
        var ids = new List<string>();
        var cursor = "";
        do
        {
            var page = (await api.GetAsync($"/api/v1/profiles/{uuid}/activities?limit={Page}{cursor}")).Expect(200).Json;
            ids.AddRange(Ids(page));
            cursor = page.GetProperty("next").GetString() is { } next ? "&cursor=" + Uri.EscapeDataString(next) : null;
        }
        while (cursor is not null);
        return ids;
    }

    private static IEnumerable<string> Ids(JsonElement page) => page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("eventId").GetString()!);
}
