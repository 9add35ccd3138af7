using System.Net.Http.Json;
using System.Text.Json;

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>The admin API with a key.</summary>
public sealed class AdminApi(HttpClient http, Uri listener, string? key)
{
    /// <summary>The same API with another key, or without one.</summary>
    public AdminApi WithKey(string? other) => new(http, listener, other);

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    /// <summary>Sends any request to the admin listener; the address is a path.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(listener, path)) { Content = content };
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + key);
        }

        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await Answer.SendAsync(http, request);
    }

    public Task<Answer> PutPolicyAsync(object body, string? ifMatch) =>
        SendAsync(HttpMethod.Put, "/api/v1/policy", JsonContent.Create(body), ifMatch is null ? [] : [("If-Match", ifMatch)]);

    public Task<Answer> PutCertificateAsync(string pem, bool overwrite = false) =>
        SendAsync(HttpMethod.Put, "/api/v1/certificate", JsonContent.Create(new { pem, overwrite }));

    /// <summary>Makes these the lists in force, whatever they were before.</summary>
    /// <returns>The version in force.</returns>
    public Task<int> SetListsAsync(PolicyLists lists) => SetPolicyAsync(new { lists });

    /// <summary>Makes this the policy in force, whatever it was before; what is left out stays.</summary>
    /// <returns>The version in force.</returns>
    public async Task<int> SetPolicyAsync(object policy)
    {
        var before = (await GetAsync("/api/v1/policy")).Expect(200);
        var after = (await PutPolicyAsync(policy, before.Header("ETag"))).Expect(200);
        return after.Json.GetProperty("version").GetInt32();
    }

    /// <summary>Defines the certificate, overwriting the one in force, if any.</summary>
    public async Task DefineCertificateAsync(string pem) => (await PutCertificateAsync(pem, overwrite: true)).Expect(200);

    /// <summary>The profile of a uuid, or null.</summary>
    public async Task<JsonElement?> FindProfileAsync(string uuid)
    {
        var answer = await GetAsync("/api/v1/profiles/" + uuid);
        return answer.Status == 404 ? null : answer.Expect(200).Json;
    }

    public async Task<JsonElement> ProfileAsync(string uuid) => (await GetAsync("/api/v1/profiles/" + uuid)).Expect(200).Json;

    /// <summary>The activities of the profile of a uuid, newest first.</summary>
    public async Task<IReadOnlyList<JsonElement>> ActivitiesAsync(string uuid) =>
        [.. (await GetAsync($"/api/v1/profiles/{uuid}/activities?limit=1000")).Expect(200).Json.GetProperty("items").EnumerateArray()];

    /// <summary>The catalogue entry of an action, or null.</summary>
    public async Task<JsonElement?> FindEventAsync(string action)
    {
        var found = (await GetAsync("/api/v1/events?limit=1000&search=" + Uri.EscapeDataString(action))).Expect(200);
        var exact = found.Json.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("action").GetString() == action).ToList();
        return exact.Count == 0 ? null : Assert.Single(exact);
    }
}
