using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace EventAuth.Admin.Tests.Api;

/// <summary>Calls of the admin API as programs make them.</summary>
internal static class ApiCalls
{
    public static async Task<JsonElement> ReadAsync(this HttpClient api, string call)
    {
        using var answer = await api.GetAsync(call);
        answer.EnsureSuccessStatusCode();
        return await answer.JsonAsync();
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
    {
        using var document = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    public static Task<HttpResponseMessage> PutAsync(this HttpClient api, string call, string json, string? ifMatch = null, string contentType = "application/json") =>
        api.SendAsync(HttpMethod.Put, call, json, ifMatch, contentType);

    /// <summary>Posts a body, or none.</summary>
    public static Task<HttpResponseMessage> PostJsonAsync(this HttpClient api, string call, string? json, string? ifMatch = null) =>
        api.SendAsync(HttpMethod.Post, call, json, ifMatch, "application/json");

    public static async Task<string?> CodeAsync(this HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var document = await answer.JsonAsync();
        Assert.Equal((int)answer.StatusCode, document.GetProperty("status").GetInt32());
        return document.GetProperty("code").GetString();
    }

    public static async Task<string[]> ErrorsAsync(this HttpResponseMessage answer) =>
        [.. (await answer.JsonAsync()).GetProperty("errors").EnumerateArray().Select(error => $"{error.GetProperty("field")} {error.GetProperty("code")}")];

    /// <summary>Reads a list to its end, page by page.</summary>
    public static async Task<List<JsonElement>> ReadAllAsync(this HttpClient api, string call, Func<Task>? betweenPages = null)
    {
        var items = new List<JsonElement>();
        string? cursor = null;
        do
        {
            var page = await api.ReadAsync(cursor is null ? call : $"{call}&cursor={cursor}");
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("next").GetString();
            if (betweenPages is not null)
            {
                await betweenPages();
            }
        }
        while (cursor is not null);
        return items;
    }

    /// <summary>Reads the state of a preview until it has ended.</summary>
    public static async Task<JsonElement> UntilEndedAsync(this HttpClient api, string call)
    {
        JsonElement state = default;
        await UntilAsync(async () => (state = await api.ReadAsync(call)).GetProperty("status").GetString() != "running");
        return state;
    }

    /// <summary>Asks again and again until something is so.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            await Task.Delay(20, patience.Token);
        }
    }

    private static Task<HttpResponseMessage> SendAsync(
        this HttpClient api, HttpMethod method, string call, string? json, string? ifMatch, string contentType)
    {
        var request = new HttpRequestMessage(method, call);
        if (json is not null)
        {
            request.Content = new StringContent(json, Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        if (ifMatch is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        }

        return api.SendAsync(request);
    }
}
