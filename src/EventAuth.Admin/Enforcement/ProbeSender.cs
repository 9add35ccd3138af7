using System.Net;
using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using EventAuth.Ingest.Probes;

namespace EventAuth.Admin.Enforcement;

/// <summary>Sends probes to the ingest listener of this process, over the network like anybody.</summary>
internal sealed class ProbeSender(ProbeSecret secret) : IDisposable
{
    private const string EventPath = "/v4/events/custom";
    private const int MaxAnswerBytes = 64 * 1024;

    private readonly HttpClient _client = new(new SocketsHttpHandler
    {
        // The way to this process itself. Its certificate is for another name than its own address, and there is nobody else to meet.
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        ActivityHeadersPropagator = null,
#pragma warning disable CA5359
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
#pragma warning restore CA5359
    })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = MaxAnswerBytes,
    };

    /// <summary>Sends one. Throws <see cref="HttpRequestException"/> or <see cref="TaskCanceledException"/> without an answer.</summary>
    /// <param name="listener">The address of the listener.</param>
    /// <param name="authorization">The token in its scheme, or null for none.</param>
    public async Task<ProbeAnswer> SendAsync(Uri listener, ProbeEvent probe, string? authorization, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(listener, EventPath));
        request.Content = new ByteArrayContent(probe.ToJson());
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);

        // Not kept: it would take one of the places of senders until the next minute.
        request.Headers.ConnectionClose = true;
        secret.AddTo(request);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await _client.SendAsync(request, cancellation);
        return new ProbeAnswer(response.StatusCode, CodeOf(await response.Content.ReadAsByteArrayAsync(cancellation)));
    }

    public void Dispose() => _client.Dispose();

    private static string? CodeOf(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String
                    ? code.GetString()
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What a probe was answered.</summary>
/// <param name="Code">The error code; null without one.</param>
internal readonly record struct ProbeAnswer(HttpStatusCode Status, string? Code)
{
    /// <summary>Whether it says nothing about enforcement: too much at once, or something is broken, and nothing was accepted.</summary>
    public bool ProvesNothing => Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)Status >= 500;

    /// <summary>Whether it is the refusal that it has to be.</summary>
    public bool Refuses(string code) => Status == HttpStatusCode.Unauthorized && Code == code;

    /// <summary>"was accepted", or "was answered 403 not_listed".</summary>
    public string ToWords() => Status == HttpStatusCode.Accepted ? "was accepted" : $"was answered {(int)Status} {Code}".TrimEnd();
}
