using System.Text;
using System.Text.Json;

namespace EventAuth.Ingest.Tests.Harness;

/// <summary>An answer, read completely.</summary>
internal sealed record Answer(HttpResponseMessage Response, string Text)
{
    public int Status => (int)Response.StatusCode;

    public string? MediaType => Response.Content.Headers.ContentType?.ToString();

    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Text);

    public string? Code => Json.GetProperty("code").GetString();

    public string Detail => Json.GetProperty("detail").GetString()!;

    public IEnumerable<string> Errors => Json.GetProperty("errors").EnumerateArray()
        .Select(error => $"{error.GetProperty("field").GetString()} {error.GetProperty("code").GetString()}");

    public string? Header(string name) =>
        Response.Headers.TryGetValues(name, out var values) || Response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    /// <summary>A problem document of this status and code.</summary>
    public Answer ExpectProblem(int status, string code)
    {
        Assert.Equal((status, code), (Status, Text.Length == 0 ? "" : Code));
        Assert.Equal("application/problem+json", MediaType);
        Assert.Equal(status, Json.GetProperty("status").GetInt32());
        Assert.Equal("about:blank", Json.GetProperty("type").GetString());
        Assert.NotEmpty(Json.GetProperty("title").GetString()!);
        Assert.NotEmpty(Json.GetProperty("detail").GetString()!);
        Assert.Equal(status == 400, Json.TryGetProperty("errors", out _));
        Assert.Equal(status == 401, Header("WWW-Authenticate") is not null);
        Assert.Equal(status == 503, Header("Retry-After") is not null);
        return this;
    }
}

internal static class Sending
{
    public static Task<Answer> PostAsync(this IngestServer server, string body, string path = IngestServer.Single, string? authorization = null, params (string Name, string Value)[] headers) =>
        server.SendAsync(HttpMethod.Post, path, new StringContent(body, Encoding.UTF8, "application/json"), authorization, headers);

    public static async Task<Answer> SendAsync(
        this IngestServer server, HttpMethod method, string path, HttpContent? content = null, string? authorization = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var response = await server.Client.SendAsync(request);
        return new Answer(response, await response.Content.ReadAsStringAsync());
    }
}
