using System.Text.Json;
using EventAuth.EndToEnd.Tests.Harness;
using EventAuth.Testing;

namespace EventAuth.EndToEnd.Tests.Profiles;

/// <summary>Base of tests of profile rules: fresh identifiers, and policies where data may or may not change.</summary>
public abstract class ProfileTest(RunningProgram running) : IClassFixture<RunningProgram>
{
    protected AdminApi Api => running.Api;

    protected IngestClient Ingest => running.Ingest;

    protected static string NewUuid() => Guid.NewGuid().ToString();

    protected static string NewEmail() => $"{Guid.NewGuid():n}@shop.example";

    protected static string NewCustomId() => $"C-{Guid.NewGuid():n}";

    protected static string Token(object claims) => SigningKey.Shared.Token(claims);

    /// <summary>All lists empty: every accepted event may change customer data.</summary>
    protected Task DataMayChangeAsync() => Api.SetListsAsync(new PolicyLists());

    /// <summary>Somebody else's event on the list with JWT: no other event may change customer data, with or without token.</summary>
    protected Task DataMayNotChangeAsync() => Api.SetListsAsync(new PolicyLists { UpdateWithJwt = ["somebody.else"] });

    /// <summary>Sends an event that must be accepted.</summary>
    /// <param name="client">The member <c>client</c>, or null to send none.</param>
    /// <param name="token">The token, or null.</param>
    /// <param name="action">The event's name.</param>
    /// <returns>The event's id.</returns>
    protected async Task<string> SendAsync(object? client, string? token = null, string action = "page.visit")
    {
        var answer = await Ingest.PostAsync(client is null ? new { action } : new { action, client }, token);
        return answer.Expect(202).Json.GetProperty("eventId").GetString()!;
    }

    /// <summary>The activity of an event on the profile of a uuid.</summary>
    protected async Task<JsonElement> ActivityAsync(string uuid, string eventId) =>
        Assert.Single(await Api.ActivitiesAsync(uuid), activity => activity.GetProperty("eventId").GetString() == eventId);

    /// <summary>Whether the event is on the activity list of the profile of the uuid.</summary>
    protected async Task<bool> HasActivityAsync(string uuid, string eventId) =>
        (await Api.ActivitiesAsync(uuid)).Any(activity => activity.GetProperty("eventId").GetString() == eventId);

    protected static bool IsConflict(JsonElement activity) => activity.TryGetProperty("conflict", out var conflict) && conflict.GetBoolean();

    protected static string? Member(JsonElement profile, string name) =>
        profile.TryGetProperty(name, out var value) ? value.GetString() : null;

    protected static IReadOnlyList<string> Uuids(JsonElement profile) =>
        [.. profile.GetProperty("uuids").EnumerateArray().Select(uuid => uuid.GetString()!)];

    protected static string? Attribute(JsonElement profile, string name) =>
        profile.GetProperty("attributes").TryGetProperty(name, out var value) ? value.ToString() : null;
}
