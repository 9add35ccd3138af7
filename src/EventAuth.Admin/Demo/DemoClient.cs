using System.Net.Http.Headers;
using System.Text.Json.Serialization;
using EventAuth.Admin.Listeners;

namespace EventAuth.Admin.Demo;

/// <summary>Sends over loopback to the two real listeners, like sites and programs.</summary>
internal sealed class DemoClient(BoundListeners listeners, string apiKey) : IDisposable
{
    // Unknown values are left out: an existing field must have a value.
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, UseCookies = false });

    /// <summary>Sends events. Returns false if they should be sent again later.</summary>
    public async Task<bool> SendAsync(DemoRequest request, CancellationToken cancellation)
    {
        using var content = JsonContent.Create(request.Events is [var single] ? single : request.Events, options: Json);
        var address = new Uri(listeners.Ingest!, request.Events.Count == 1 ? "/v4/events/custom" : "/v4/events/batch");
        using var message = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
        message.Headers.Add("Origin", request.Site.Origin);
        message.Headers.Authorization = request.Token is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;

        // What follows needs CPU time, which the threads that wait for sockets must not spend.
        using var answer = await _http.SendAsync(message, cancellation).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        return (int)answer.StatusCode is not (StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>Changes something through the admin API, at a path below <c>/api/v1</c>.</summary>
    public async Task PutAsync(string path, object body, CancellationToken cancellation)
    {
        var address = new Uri(listeners.Admin!, "/api/v1" + path);
        using var message = new HttpRequestMessage(HttpMethod.Put, address) { Content = JsonContent.Create(body) };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", apiKey);
        message.Headers.IfMatch.Add(EntityTagHeaderValue.Any);
        using var answer = await _http.SendAsync(message, cancellation).ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();
}
