using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;

namespace EventAuth.EndToEnd.Tests.Harness;

/// <summary>Sends events as a customer's site does.</summary>
public sealed class IngestClient(HttpClient http, Uri listener)
{
    public const string One = "/v4/events/custom";
    public const string Batch = "/v4/events/batch";

    /// <summary>Posts one event.</summary>
    /// <param name="body">An anonymous object or dictionary.</param>
    /// <param name="token">Goes into the Authorization header as a bearer.</param>
    public Task<Answer> PostAsync(object body, string? token = null) => SendAsync(One, JsonContent.Create(body), token);

    /// <summary>Posts a batch.</summary>
    public Task<Answer> PostBatchAsync(IEnumerable<object> events, string? token = null) => SendAsync(Batch, JsonContent.Create(events), token);

    /// <summary>Posts any text as JSON.</summary>
    public Task<Answer> PostTextAsync(string body, string path = One, string? token = null) =>
        PostBytesAsync(Encoding.UTF8.GetBytes(body), path, token);

    /// <summary>Posts any bytes as JSON.</summary>
    public async Task<Answer> PostBytesAsync(byte[] body, string path = One, string? token = null)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        return await SendAsync(path, content, token);
    }

    /// <summary>Sends any request to the ingest listener; the address is a path.</summary>
    public async Task<Answer> SendAsync(HttpMethod method, string path, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri(listener, path)) { Content = content };
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return await Answer.SendAsync(http, request);
    }

    private Task<Answer> SendAsync(string path, HttpContent content, string? token) =>
        SendAsync(HttpMethod.Post, path, content, token is null ? [] : [("Authorization", "Bearer " + token)]);
}
